"""What can be wrong with a pack, with the place in its files and what to write instead."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from anlin.base.problems import Problem


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file of a pack."""

    file: str
    line: int


class PackError(Problem):
    """A pack says something that cannot be held; the sentence names file, line and clause."""

    code = "pack"
    zh = "规则包有错。"
    en = "The pack is wrong."
    way_out_zh = "请改正后再检查。"
    way_out_en = "Correct it and check again."

    def __init__(self, spot: Spot, *, clause: str = "", **details: object) -> None:
        self.spot = spot
        self.clause = clause
        super().__init__(field="", **details)

    def say(self, language: str) -> str:
        """Return file, line, clause, what is wrong and what to write instead."""
        where = f"{self.spot.file}:{self.spot.line}"
        if language.startswith("zh"):
            clause = f"（条款 {self.clause}）" if self.clause else ""
            return f"{where}{clause}：{super().say(language)}"
        clause = f" (clause {self.clause})" if self.clause else ""
        return f"{where}{clause}: {super().say(language)}"


class PacksRefused(Exception):
    """The packs of a folder hold errors; `errors` lists every one."""

    def __init__(self, errors: Sequence[PackError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(error.say("en") for error in self.errors))


@contextmanager
def citing(clause: str) -> Iterator[None]:
    """Name `clause` in every error raised inside the block that names none yet."""
    try:
        yield
    except PackError as error:
        error.clause = error.clause or clause
        raise


class DuplicateKeyError(PackError):
    """A key stands twice in one mapping."""

    code = "pack-duplicate-key"
    zh = "“{key}”写了两次，第一次在第 {first} 行。"
    en = '"{key}" is written twice, first on line {first}.'
    way_out_zh = "只留一处。"
    way_out_en = "Keep one of them."


class UnquotedError(PackError):
    """A value that YAML would read as a date, time, truth value or number stands bare."""

    code = "pack-unquoted"
    zh = "{value} 没有加引号，可能被读成别的东西。"
    en = "{value} stands without quotes and may be read as something else."
    way_out_zh = '请写成 "{value}"。'
    way_out_en = 'Write "{value}".'


class UnreadableError(PackError):
    """The file is not YAML."""

    code = "pack-unreadable"
    zh = "这里不是合格的 YAML：{reason}。"
    en = "This is not well-formed YAML: {reason}."
    way_out_zh = "请检查缩进、引号和冒号后的空格。"
    way_out_en = "Check indentation, quotes and the space after each colon."


class NoSuchFileError(PackError):
    """A file that every pack must have is absent."""

    code = "pack-no-file"
    zh = "缺少文件 {name}。"
    en = "The file {name} is absent."
    way_out_zh = "请按 docs/how-to/write-a-pack.md 建立该文件。"
    way_out_en = "Make it as docs/how-to/write-a-pack.md shows."


class MissingFieldError(PackError):
    """A field that must be there is not."""

    code = "pack-missing-field"
    zh = "缺少“{name}”。"
    en = '"{name}" is missing.'
    way_out_zh = "请补上，例如 {name}: {example}。"
    way_out_en = "Add it, for example {name}: {example}."


class UnknownFieldError(PackError):
    """A field that no pack has."""

    code = "pack-unknown-field"
    zh = "不认识“{name}”。"
    en = '"{name}" is not known here.'
    way_out_zh = "这里可以写：{known}。"
    way_out_en = "What can stand here: {known}."


class WrongValueError(PackError):
    """A value has not the form its field asks for."""

    code = "pack-wrong-value"
    zh = "“{name}”不能是 {value}。"
    en = '"{name}" cannot be {value}.'
    way_out_zh = "请写成 {example}。"
    way_out_en = "Write {example}."


class UnknownNameError(PackError):
    """A name that must stand elsewhere (clause, order, measure, population ...) does not."""

    code = "pack-unknown-name"
    zh = "“{name}”写的 {value} 不存在。"
    en = '"{name}" names {value}, which does not exist.'
    way_out_zh = "请改成其中之一：{known}。"
    way_out_en = "Write one of: {known}."


def unknown(spot: Spot, name: str, value: str, known: Iterable[str], clause: str = "") -> PackError:
    """Return the error that `name` names a `value` that is none of `known`."""
    return UnknownNameError(
        spot, clause=clause, name=name, value=value, known=", ".join(sorted(known)) or "—"
    )


class TwiceError(PackError):
    """Something that must be unique stands in two places."""

    code = "pack-twice"
    zh = "{what} {value} 已在 {other} 出现。"
    en = "{what} {value} stands already in {other}."
    way_out_zh = "请换一个编号，或删去其中一处。"
    way_out_en = "Give it another name, or remove one of the two."


class NotCarriedError(PackError):
    """A clause and a measure do not name each other."""

    code = "pack-not-carried"
    zh = "条款 {id} 与措施 {measure} 没有互相注明。"
    en = "Clause {id} and measure {measure} do not name each other."
    way_out_zh = "条款下写 carried: {measure}，措施里 carries 写入 {id}；或两处都删去。"
    way_out_en = (
        "Write carried: {measure} under the clause and {id} in carries of the measure, or neither."
    )


class NotFirmError(PackError):
    """An active pack rests on a source that nobody has read in the original."""

    code = "pack-not-firm"
    zh = "生效的规则包不能以可信度为 {confidence} 的文件 {order} 为依据。"
    en = "An active pack cannot rest on {order}, whose confidence is {confidence}."
    way_out_zh = "请把 pack.yaml 的 status 写成 draft，或核对原文后写 confidence: LAW。"
    way_out_en = "Write status: draft in pack.yaml, or read the original and write confidence: LAW."


class OverlapError(PackError):
    """Two terms or two windows of one measure hold at the same time."""

    code = "pack-overlap"
    zh = "{one} 与 {other} 在时间上重叠。"
    en = "{one} and {other} overlap in time."
    way_out_zh = "请让后者从 {start} 起，或给前者写明结束。"
    way_out_en = "Let the later one begin at {start}, or end the earlier one before it."


class LooserError(PackError):
    """A local term asks for less than the pack above."""

    code = "pack-looser"
    zh = "“{name}”写 {value}，比上级条款 {floor_clause} 的 {floor} 宽松；地方只能收紧。"
    en = '"{name}" is {value}, looser than {floor} of clause {floor_clause} above; only tighten.'
    way_out_zh = "请写成 {name}: {instead}，或更严。"
    way_out_en = "Write {name}: {instead}, or stricter."


class FixedError(PackError):
    """A local term changes what the measure above does not let it change."""

    code = "pack-fixed"
    zh = "“{name}”写 {value}，但上级条款 {floor_clause} 不允许地方改动此项。"
    en = '"{name}" is {value}, but clause {floor_clause} above does not let a place change it.'
    way_out_zh = "请写成 {name}: {instead}。"
    way_out_en = "Write {name}: {instead}."


class BurdenError(PackError):
    """A form asks communities for what they must not be asked for."""

    code = "pack-burden"
    zh = "这张表不能下发：{what_zh}"
    en = "This form cannot be issued: {what_en}"
    way_out_zh = "改好再检查。"
    way_out_en = "Change it and check again."


class ReleasedChangedError(PackError):
    """A released pack is not what was released."""

    code = "pack-released-changed"
    zh = "{name} 第 {version} 版已发布，内容却变了。"
    en = "{name} version {version} is released, but its content has changed."
    way_out_zh = "请写 version: {next}，并在 CHANGELOG.md 加一节“## {next}”。"
    way_out_en = 'Write version: {next} and add a heading "## {next}" to CHANGELOG.md.'


class NoChangeNoteError(PackError):
    """A new version says nothing about what changed."""

    code = "pack-no-change-note"
    zh = "CHANGELOG.md 里没有第 {version} 版的说明。"
    en = "CHANGELOG.md says nothing about version {version}."
    way_out_zh = "请加一节“## {version}”，写明从哪天起变了什么、对谁。"
    way_out_en = 'Add a heading "## {version}": what changes from which day, and for whom.'


class TermChangedError(PackError):
    """A term that was released says something else now."""

    code = "pack-term-changed"
    zh = "{measure} 自 {since} 起的规定已经发布，不能再改或删。"
    en = "The term of {measure} from {since} is released and can be neither changed nor removed."
    way_out_zh = "请保留原样，需要时写明 until，再另加一条从新日期起的规定。"
    way_out_en = "Leave it as it was, give it an until if need be, and add a term from a later day."
