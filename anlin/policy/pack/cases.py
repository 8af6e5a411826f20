"""Worked examples: of classes, and of measures over a facts document."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import cast

from anlin.policy.pack.fields import Fields
from anlin.policy.pack.reading import Node, plain
from anlin.policy.pack.shapes import ClassCase, DutyCase, GateCase
from anlin.policy.rules import Decision
from anlin.policy.rules.limits import LEVELS

_GATE = ("on", "level", "given", "lacking")
_DUTY = ("name", "at", "facts", "expect", "absent")


def read_cases(node: Node, pack: str) -> Iterator[ClassCase | DutyCase | GateCase]:
    """Yield the worked examples of one file.

    Raises:
        PackError: a field does not have its form.
    """
    fields = Fields(node, ("class", "gate", "cases"))
    if "gate" in fields:
        for each in fields.children("cases", _GATE):
            yield _gate_case(each, pack, fields.texts("gate"))
        return
    if "class" not in fields:
        for each in fields.children("cases", _DUTY):
            yield _duty_case(each, pack)
        return
    name = fields.text("class")
    for each in fields.children("cases", ("given", "expect")):
        yield _class_case(each, pack, name)


def _gate_case(fields: Fields, pack: str, names: tuple[str, ...]) -> GateCase:
    facts = fields.child("given", names)
    return GateCase(
        pack=pack,
        spot=fields.spot,
        names=names,
        day=fields.day("on"),
        level=fields.one_of("level", LEVELS) if "level" in fields else "",
        given={name: facts.whole(name) for name in names if name in facts},
        lacking=fields.texts("lacking", empty=True),
    )


def _class_case(fields: Fields, pack: str, name: str) -> ClassCase:
    given: dict[str, str | int] = {}
    facts = Fields(fields.node("given"), tuple(fields.mapping("given")))
    for axis, node in fields.mapping("given").items():
        given[axis] = node.value if isinstance(node.value, int) else facts.text(axis)
    expect = fields.child("expect", ("outcome", "basis", "row"))
    decision = Decision(
        expect.text("outcome", "", empty=True),
        expect.one_of("basis", ("table", "score", "none")),
        expect.text("row", "", empty=True),
    )
    return ClassCase(pack, name, fields.spot, given, decision)


def _duty_case(fields: Fields, pack: str) -> DutyCase:
    at = _moment(fields)
    facts = plain(Node(dict(fields.mapping("facts")), fields.node("facts").spot))
    return DutyCase(
        pack=pack,
        spot=fields.spot,
        title=fields.words("name"),
        at=at,
        facts=cast("Mapping[str, object]", facts),
        expect=_lines(fields, "expect"),
        absent=_lines(fields, "absent"),
    )


def _moment(fields: Fields) -> datetime:
    example = "2023-01-20T18:00+08:00"
    try:
        at = datetime.fromisoformat(fields.quoted("at", example))
    except ValueError:
        raise fields.wrong("at", f'"{example}"') from None
    if at.tzinfo is None:
        raise fields.wrong("at", f'"{example}"')
    return at


def _lines(fields: Fields, name: str) -> tuple[Mapping[str, object], ...]:
    if name not in fields or fields.node(name).value == []:
        return ()
    return tuple(cast("Mapping[str, object]", plain(node)) for node in fields.nodes(name))
