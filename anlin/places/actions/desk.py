"""What every change of the tree starts from: the place held, its periods, the journal line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from anlin.base import sql
from anlin.journal import actions as journals
from anlin.journal.rules import Actor
from anlin.places import queries, rules
from anlin.places.models import Place, Succession
from anlin.places.rules import Kind, Period


def parent(code: str) -> str:
    """Return the code above a place that may be changed here."""
    above = rules.parent(code)
    if above is None or rules.level_of(code) < rules.TOWN:
        raise rules.WrongLevelError(field="place", name=queries.place(code).name)
    return above


def hold(code: str) -> Place:
    """Return a place, held until the transaction ends so that nobody else changes it."""
    held = Place.objects.select_for_update(no_key=True).filter(code=code).first()
    if held is None:
        raise rules.UnknownPlaceError(field="place", code=code)
    return held


def must_stay_open(above: Place, on: date) -> None:
    """Refuse a place above that is not open from `on` on."""
    if not rules.stays_open(above.periods, on):
        raise rules.ParentClosedError(field="on", name=above.name, on=on)


def open_below(
    above: Place, kind: Kind, names: Sequence[str], on: date, compound: str | None = None
) -> list[Place]:
    """Open places with the next free serials below a held one."""
    must_stay_open(above, on)
    level = above.level + 1
    taken = queries.below(above.code, level).values_list("code", flat=True)
    serials = rules.free_serials(map(rules.serial_of, taken), kind, len(names))
    if len(serials) < len(names):
        raise rules.NoSerialLeftError(name=above.name)
    codes = [rules.child(above.code, serial) for serial in serials]
    return Place.objects.bulk_create(
        Place(
            code=code,
            level=level,
            lo=rules.span(code)[0],
            hi=rules.span(code)[1],
            kind=kind,
            name=name,
            periods=(Period(on),),
            compound_id=compound,
        )
        for code, name in zip(codes, names, strict=True)
    )


def subtree(top: Place) -> dict[str, object]:
    """Return the range and levels of a place with all below it, as statements take them."""
    return {"lo": top.lo, "hi": top.hi, "levels": list(range(top.level, rules.BUILDING + 1))}


def close_held(closing: Place, on: date) -> int:
    """Close a held place with what lies below and return how many places that were."""
    parent(closing.code)
    last = closing.periods[-1]
    if last.until is not None or on <= last.since:
        raise rules.ClosedPlaceError(field="on", name=closing.name, on=on)
    later = sql.rows("places/later_below", {**subtree(closing), "on": on})
    if later:
        raise rules.LaterChildError(field="on", name=later[0][0], on=on)
    return sql.run("places/close", {**subtree(closing), "on": on})


def succeed(old: Iterable[Place], new: Sequence[Place], on: date, kind: str) -> None:
    """Write down which places followed which."""
    Succession.objects.bulk_create(
        Succession(before=before, after=after, on=on, kind=kind) for before in old for after in new
    )


def carry(below: Iterable[Place], to: Mapping[str, str], on: date) -> None:
    """Let places go on under new codes from `on`, with all below them; the old ones stay open.

    `to` says the new code of each; whoever calls closes what is above the old ones.
    """
    held = [each for each in below if each.code in to]
    values = {
        "olds": [each.code for each in held],
        "news": [to[each.code] for each in held],
        "los": [each.lo for each in held],
        "his": [each.hi for each in held],
        "shifts": [rules.lo_of(to[each.code]) - each.lo for each in held],
        "on": on,
    }
    if held:
        sql.run("places/carry", values)
        sql.run("places/carried", values)


def journal(
    verb: str,
    code: str,
    lo: int,
    by: Actor | None,
    at: datetime,
    reason: str,
    *,
    on: date,
    **detail: object,
) -> None:
    """Write the one line of an act."""
    journals.write(
        by=by,
        verb=f"places.{verb}",
        place=lo,
        subject=f"places_place:{code}",
        at=at,
        reason=reason,
        detail={"on": on.isoformat(), **detail},
    )
