"""What a place orders itself, read by the same strict readers as a folder of packs."""

from collections.abc import Mapping, Sequence
from datetime import date

from anlin.policy.pack.errors import Spot
from anlin.policy.pack.fields import Words
from anlin.policy.pack.library import digest
from anlin.policy.pack.measures import read_values, show_duration, show_moment, show_period
from anlin.policy.pack.reading import Node
from anlin.policy.pack.shapes import Clause, Library, Order, Pack
from anlin.policy.rules import Change, Measure, Term, Text, Values

CAPABILITY = "M03"
CONFIDENCE = "document"


def local_name(place: str, number: int) -> str:
    """Return what the `number`-th order that a place makes itself is called."""
    return f"local-{place}-{number}"


def local_library(
    text: Text,
    name: str,
    place: str,
    issuer: str,
    *,
    issued: date,
    measures: Mapping[str, Measure],
    regimes: Mapping[str, str],
) -> Library:
    """Return the pack that a local order makes up: one order, and a clause for each change.

    `regimes` says under which regime each pack stands; that of the first measure is taken.

    Raises:
        PackError: a term does not have the form that packs have.
    """
    said = tuple(
        _values(change, text, name, f"{_document(name)}.{number}")
        for number, change in enumerate(text.changes, 1)
    )
    above = tuple(dict.fromkeys(measures[change.measure].pack for change in text.changes))
    order = _order(text, name, place, issuer, issued, measures)
    pack = Pack(
        name=name,
        version=1,
        title=order.title,
        issuer=order.issuer,
        jurisdiction=place,
        regime=regimes[above[0]],
        status="active",
        since=text.since,
        until=text.until,
        checked=issued,
        above=above,
        hash=digest(content(text, place)),
    )
    return Library(packs=(pack,), orders=(order,), values=said)


def _order(
    text: Text, name: str, place: str, issuer: str, issued: date, measures: Mapping[str, Measure]
) -> Order:
    return Order(
        id=name,
        pack=name,
        document=_document(name),
        title=Words(text.title_zh, text.title_en),
        issuer=Words(issuer, issuer),
        number=text.official,
        date=issued,
        jurisdiction=place,
        confidence=CONFIDENCE,
        clauses=tuple(
            _clause(number, change, name, measures) for number, change in enumerate(text.changes, 1)
        ),
    )


def _document(name: str) -> str:
    return f"L{name.removeprefix('local-')}"


def _clause(number: int, change: Change, name: str, measures: Mapping[str, Measure]) -> Clause:
    return Clause(
        id=f"{_document(name)}.{number}",
        order=name,
        kind=measures[change.measure].kind.value,
        capability=CAPABILITY,
        where=str(number),
        zh=change.zh,
        en=change.en,
        state="carried",
        measures=(change.measure,),
    )


def content(text: Text, place: str) -> dict[str, object]:
    """Return what a local order says, fit for JSON."""
    return {
        "place": place,
        "number": text.official,
        "title": {"zh": text.title_zh, "en": text.title_en},
        "from": text.since.isoformat(),
        "until": text.until.isoformat() if text.until else None,
        "changes": written(text.changes),
    }


def written(changes: Sequence[Change]) -> list[dict[str, object]]:
    """Return changes as they are kept: plain values, fit for JSON."""
    return [
        {"measure": each.measure, "zh": each.zh, "en": each.en, "term": dict(each.term)}
        for each in changes
    ]


def _values(change: Change, text: Text, name: str, clause: str) -> Values:
    dated: dict[str, object] = {"from": text.since.isoformat()}
    if text.until:
        dated["until"] = text.until.isoformat()
    source = {"order": name, "clause": clause, "confidence": CONFIDENCE}
    term = {**dated, "source": source, **change.term}
    return read_values(_node({"measure": change.measure, "terms": [term]}, name), name)


def _node(value: object, name: str) -> Node:
    spot = Spot(name, 1)
    if isinstance(value, Mapping):
        return Node({str(key): _node(each, name) for key, each in value.items()}, spot)
    if isinstance(value, list | tuple):
        return Node([_node(each, name) for each in value], spot)
    if isinstance(value, int):
        return Node(value, spot)
    return Node(str(value), spot, quoted=True)


def demand(term: Term) -> dict[str, object]:
    """Return what a term asks as packs write it, without its days, its source and its grant."""
    said: dict[str, object] = {"needs": term.needs}
    if term.within is not None:
        return said | {
            "within": show_duration(term.within),
            "lapses_after": show_duration(term.grace),
        }
    said |= {"every": show_period(term.every), "spacing": show_duration(term.spacing)}
    if term.every is None:
        return said
    slots = [
        {
            "opens": show_moment(slot.opens, term.every, closing=False),
            "closes": show_moment(slot.closes, term.every),
        }
        for slot in term.slots
    ]
    said |= {"slots": slots, "lapses_after": show_duration(term.grace)}
    if term.lasts is None:
        return said
    return said | {"lasts": term.lasts, "day0_rule": str(term.day0_rule)}


def term_of(change: Change, text: Text) -> Term:
    """Return the term that a change of a draft comes to."""
    (term,) = _values(change, text, "draft", "draft").terms
    return term
