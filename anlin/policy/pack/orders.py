"""Orders in Markdown: front matter, then one heading per clause with its words."""

import re
from collections.abc import Iterator

from anlin.policy.pack.errors import (
    MissingFieldError,
    Spot,
    TwiceError,
    UnreadableError,
    WrongValueError,
    citing,
)
from anlin.policy.pack.fields import Fields
from anlin.policy.pack.reading import Node, plain, read_yaml
from anlin.policy.pack.shapes import Clause, Order

KINDS = ("cadence", "deadline", "threshold", "gate", "class", "flow", "record", "figure")
ENFORCED = KINDS[:5]
CONFIDENCES = ("document", "LAW", "WEB", "OWN")
_FRONT = (
    "id",
    "document",
    "title",
    "issuer",
    "number",
    "date",
    "jurisdiction",
    "confidence",
    "seen",
)
_CLAUSE = ("kind", "capability", "where", "carried", "grants", "zh", "en")
_PARAMETERS = ("needs", "every", "slots", "grace", "spacing", "within", "lasts")
_HEADING = re.compile(r"##\s+(\S.*)")
_FIELD = re.compile(r"([a-z]+):\s*(.*)")
PLACE = r"0|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}"


def read_order(text: str, file: str, pack: str) -> tuple[Order, dict[str, Spot], object]:
    """Return an order, the line of each clause's heading, and its bare content.

    Raises:
        PackError: the front matter or a clause does not have its form.
    """
    head, body_at = _front(text, file)
    fields = Fields(head, _FRONT)
    stem = file.rpartition("/")[2].removesuffix(".md")
    order = fields.matching("id", re.escape(stem), stem)
    document = fields.matching("document", r"[A-Z]+", "E")
    clauses: list[Clause] = []
    spots: dict[str, Spot] = {}
    content: list[object] = [plain(head)]
    for heading, section in _sections(text, file, body_at):
        if heading in spots:
            other = f"{file}:{spots[heading].line}"
            raise TwiceError(section.spot, what="##", value=heading, other=other)
        with citing(heading):
            clauses.append(_clause(heading, section, order, document))
        spots[heading] = section.spot
        content.append({"id": heading, **_bare(section)})
    if not clauses:
        raise MissingFieldError(Spot(file, body_at), name="##", example=f"## {document}-1")
    made = Order(
        id=order,
        pack=pack,
        document=document,
        title=fields.words("title"),
        issuer=fields.words("issuer"),
        number=fields.text("number", empty=True),
        date=fields.day("date"),
        jurisdiction=_place(fields),
        confidence=fields.one_of("confidence", CONFIDENCES),
        clauses=tuple(clauses),
        seen=fields.texts("seen", empty=True),
    )
    return made, spots, content


def _place(fields: Fields) -> str:
    fields.quoted("jurisdiction", "50")
    return fields.matching("jurisdiction", PLACE, '"50"')


def _bare(section: Node) -> dict[str, object]:
    return {name: plain(node) for name, node in _members(section).items()}


def _members(section: Node) -> dict[str, Node]:
    return section.value if isinstance(section.value, dict) else {}


def _front(text: str, file: str) -> tuple[Node, int]:
    """Return the front matter and the number of the line after it."""
    lines = text.splitlines()
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        raise UnreadableError(Spot(file, 1), reason="--- … ---")
    end = lines.index("---", 1)
    return read_yaml("\n".join(lines[1:end]), file, skipped=1), end + 2


def _sections(text: str, file: str, start: int) -> Iterator[tuple[str, Node]]:
    """Yield each clause's heading and its fields, every one with its line."""
    heading = ""
    members: dict[str, Node] = {}
    spot = Spot(file, start)
    for number, line in enumerate(text.splitlines()[start - 1 :], start):
        if found := _HEADING.fullmatch(line):
            if heading:
                yield heading, Node(members, spot)
            heading, members, spot = found[1].strip(), {}, Spot(file, number)
        elif heading and line.strip():
            _member(line, Spot(file, number), members, heading)
    if heading:
        yield heading, Node(members, spot)


def _member(line: str, spot: Spot, members: dict[str, Node], heading: str) -> None:
    found = _FIELD.fullmatch(line.rstrip())
    if not found or found[1] not in _CLAUSE:
        example = " | ".join(f"{name}:" for name in _CLAUSE)
        raise WrongValueError(
            spot, clause=heading, name=f"## {heading}", value=line.strip()[:40], example=example
        )
    if found[1] in members:
        other = f"{spot.file}:{members[found[1]].spot.line}"
        raise TwiceError(spot, clause=heading, what="", value=f"{found[1]}:", other=other)
    members[found[1]] = Node(found[2].strip().strip('"'), spot, quoted=True)


def _clause(heading: str, section: Node, order: str, document: str) -> Clause:
    fields = Fields(section, _CLAUSE)
    if not re.fullmatch(rf"{document}-[0-9]+(\.[0-9]+)?", heading):
        raise WrongValueError(section.spot, name="##", value=heading, example=f"## {document}-8")
    kind = fields.one_of("kind", KINDS)
    capability = fields.matching("capability", r"M[0-9]{2}", "M07")
    state, measures = _carried(fields, kind, capability)
    return Clause(
        id=heading,
        order=order,
        kind=kind,
        capability=capability,
        where=fields.text("where"),
        zh=fields.text("zh"),
        en=fields.text("en"),
        state=state,
        measures=measures,
        grants=_grants(fields) if "grants" in fields else (),
    )


def _grants(fields: Fields) -> tuple[str, ...]:
    """Return the measure that places may loosen, and in which of its parameters."""
    measure, _, listed = fields.text("grants").partition(" ")
    parameters = tuple(word.strip() for word in listed.split(","))
    if any(word not in _PARAMETERS for word in parameters):
        raise fields.wrong("grants", f"E-8 {', '.join(_PARAMETERS)}")
    return measure, *parameters


def _carried(fields: Fields, kind: str, capability: str) -> tuple[str, tuple[str, ...]]:
    said = fields.text("carried")
    expected = "not yet" if kind in ENFORCED else f"by {capability}"
    if said == expected:
        return ("not yet" if kind in ENFORCED else "by capability"), ()
    if said.startswith("by ") or said == "not yet":
        raise fields.wrong("carried", expected)
    return "carried", tuple(code.strip() for code in said.split(","))
