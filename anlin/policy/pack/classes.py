"""Decision tables of classes."""

from collections.abc import Mapping
from itertools import pairwise

from anlin.policy.pack.errors import TwiceError, UnknownNameError, WrongValueError, citing
from anlin.policy.pack.fields import Fields, show, texts
from anlin.policy.pack.reading import Node
from anlin.policy.rules import Axis, DecisionTable, Outcome, Row, Score

_TABLE = ("name", "says", "source", "axes", "outcomes", "rows", "score")


def read_class(node: Node, pack: str) -> DecisionTable:
    """Return a decision table.

    Raises:
        PackError: a field does not have its form, or names a value or outcome that is not there.
    """
    fields = Fields(node, _TABLE)
    source = fields.child("source", ("order", "clause"))
    with citing(source.text("clause")):
        axes = tuple(_axis(each) for each in fields.children("axes", _AXIS))
        outcomes = tuple(_outcome(each) for each in fields.children("outcomes", ("name", "says")))
        names = tuple(each.name for each in outcomes)
        says = fields.words("says")
        return DecisionTable(
            name=fields.matching("name", r"[a-z][a-z0-9_]*", "risk_tier"),
            pack=pack,
            zh=says.zh,
            en=says.en,
            order=source.text("order"),
            clause=source.text("clause"),
            axes=axes,
            rows=_rows(fields, axes, names),
            score=_score(fields, axes, names) if "score" in fields else None,
            outcomes=outcomes,
        )


_AXIS = ("name", "says", "edges", "values")


def _axis(fields: Fields) -> Axis:
    says = fields.words("says")
    values = fields.texts("values")
    if len(set(values)) < len(values) or any("|" in value for value in values):
        raise fields.wrong("values", "[a, b, c]")
    return Axis(fields.text("name"), values, _edges(fields, len(values)), says.zh, says.en)


def _edges(fields: Fields, bands: int) -> tuple[int, ...]:
    """Return the least number of each band; the first begins at 0."""
    if "edges" not in fields:
        return ()
    numbers = [each.value for each in fields.nodes("edges")]
    whole = [each for each in numbers if isinstance(each, int)]
    edges = (0, *whole)
    if len(whole) < len(numbers) or any(b <= a for a, b in pairwise(edges)):
        raise fields.wrong("edges", "[65, 80]")
    if len(edges) != bands:
        raise fields.wrong("values", f"[… × {len(edges)}]")
    return edges


def _outcome(fields: Fields) -> Outcome:
    says = fields.words("says")
    return Outcome(fields.text("name"), says.zh, says.en)


def _rows(fields: Fields, axes: tuple[Axis, ...], outcomes: tuple[str, ...]) -> tuple[Row, ...]:
    known = {axis.name: axis.values for axis in axes}
    rows: dict[str, Row] = {}
    for each in fields.children("rows", ("number", "outcome", "when")):
        number = each.text("number")
        if number in rows:
            raise TwiceError(each.spot, what="number", value=number, other=fields.spot.file)
        takes = tuple(
            (_named(axis, node, tuple(known), "when"), _values(axis, node, known.get(axis, ())))
            for axis, node in each.mapping("when").items()
        )
        outcome = _named(each.text("outcome"), each.node("outcome"), outcomes, "outcome")
        rows[number] = Row(number, outcome, takes)
    return tuple(rows.values())


def _values(axis: str, node: Node, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_named(value, node, known, axis) for value in texts(axis, node))


def _named(value: str, node: Node, known: tuple[str, ...], name: str) -> str:
    if value not in known:
        raise UnknownNameError(node.spot, name=name, value=value, known=", ".join(known))
    return value


def _score(fields: Fields, axes: tuple[Axis, ...], outcomes: tuple[str, ...]) -> Score:
    inner = fields.child("score", ("points", "outcomes"))
    by_axis = inner.child("points", tuple(axis.name for axis in axes))
    points = tuple(
        (axis.name, value, number)
        for axis in axes
        for value, number in _points(axis, by_axis.node(axis.name)).items()
    )
    steps = tuple(
        (
            each.whole("min"),
            _named(each.text("outcome"), each.node("outcome"), outcomes, "outcome"),
        )
        for each in inner.children("outcomes", ("min", "outcome"))
    )
    return Score(points, steps)


def _points(axis: Axis, node: Node) -> Mapping[str, int]:
    fields = Fields(node, axis.values)
    for value in axis.values:
        if not isinstance(fields.node(value, "0").value, int):
            raise WrongValueError(
                fields.node(value).spot, name=value, value=show(fields.node(value)), example="0"
            )
    return {value: fields.whole(value) for value in axis.values}
