"""What communities may be asked: nothing held already, only by authority, two certificates."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from anlin.base.problems import Problem

TASK_LEVEL = "task_level"  # the limit of packs: the last level whose orders may ask communities


@dataclass(frozen=True, slots=True)
class FormLine:
    """One thing a form asks: a fact by its name; `filled` if the form shows it to be confirmed."""

    fact: str
    zh: str
    en: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Form:
    """Something that offices want filled in: by whom, how often, how long it takes, who ordered it.

    Units: `per_week` times a week, `minutes` each time. `certificate` names the kind of paper it
    asks a community to issue; empty for none.
    """

    name: str
    pack: str
    zh: str
    en: str
    asked_of: str
    per_week: int
    minutes: int
    order: str
    clause: str
    lines: tuple[FormLine, ...]
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A fact that is kept already: what it is called, and where whoever needs it finds it."""

    zh: str
    en: str
    where_zh: str
    where_en: str


class AskedAgainError(Problem):
    """A form asks for a fact that is held already."""

    code = "asked-again"
    http = 409
    zh = "“{fact_zh}”已经有了，不能再叫社区填报（C-3.4、E-22）。"
    en = "“{fact_en}” is held already; communities are not asked for it again (C-3.4, E-22)."
    way_out_zh = "请改用：{where_zh}；要让人核对的，写成预填。"
    way_out_en = "Use instead: {where_en}. To have it confirmed, let the form show it."


class NoAuthorityError(Problem):
    """A form or task for communities does not rest on an order from high enough."""

    code = "no-authority"
    http = 403
    zh = "给社区的表格和任务要有规定层级的文件作依据（C-3.4）；现在的依据：{order_zh}。"
    en = (
        "Forms and tasks of communities rest on an order from high enough (C-3.4); this one rests "
        "on: {order_en}."
    )
    way_out_zh = "请写明国家层面文件的条款；地方需要的，在已有措施上收紧。"
    way_out_en = "Cite a clause of a central order; where a place needs more, tighten a measure."


class ThirdCertificateError(Problem):
    """A form asks communities for a certificate beyond the two."""

    code = "third-certificate"
    http = 403
    zh = "社区只开 {kinds_zh} 两种证明，不能再加“{name}”（C-3.5）。"
    en = "Communities issue two certificates only ({kinds_en}), and not “{name}” (C-3.5)."
    way_out_zh = "请改用这两种之一，或向掌握情况的部门核实。"
    way_out_en = "Use one of the two, or ask the office that knows."


def refusals(
    form: Form,
    held: Mapping[str, Held],
    *,
    level: int | None,
    most_level: int | None,
    certificates: Mapping[str, Held],
) -> Iterator[Problem]:
    """Yield why a form may not be asked of communities; nothing if it may.

    `level` is that of the place its order speaks for (0 is the nation), None without an order;
    `most_level` the last one whose orders may. `certificates` are the kinds that are allowed.
    """
    if level is None or (most_level is not None and level > most_level):
        yield NoAuthorityError(
            field="order", order_zh=form.order or "没有", order_en=form.order or "nothing"
        )
    for line in form.lines:
        known = held.get(line.fact)
        if known is not None and not line.filled:
            yield AskedAgainError(
                field=line.fact, fact_zh=known.zh, fact_en=known.en, where_zh=known.where_zh,
                where_en=known.where_en,
            )  # fmt: skip
    if form.certificate and form.certificate not in certificates:
        yield ThirdCertificateError(
            field="certificate", name=form.certificate,
            kinds_zh="、".join(each.zh for each in certificates.values()) or "—",
            kinds_en=", ".join(each.en for each in certificates.values()) or "—",
        )  # fmt: skip


def minutes_a_week(forms: Collection[Form]) -> int:
    """Return how many minutes a week these forms ask of one of those who fill them in."""
    return sum(form.per_week * form.minutes for form in forms)
