"""Verbs of the tree: load an edition; open, close, reopen, split and merge places."""

import lzma
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.db import connections, transaction

from anlin.base import sql
from anlin.base.scope import NATION as WHOLE_NATION
from anlin.base.scope import open_scope
from anlin.journal import actions as journal
from anlin.journal.rules import Actor
from anlin.places import queries, rules
from anlin.places.models import Edition, Place, Succession
from anlin.places.rules import Kind, Period

_DIVISIONS = Path(__file__).parent / "data" / f"divisions-{rules.EDITION}.tsv.xz"
_COPY = "copy places_place (code, level, lo, hi, kind, name, periods) from stdin"
_PIECE = 1_000
_SAID = 100_000


def load_edition(
    *, by: Actor | None, at: datetime, say: Callable[[str], None] = lambda line: None
) -> int:
    """Load the statistical divisions as the owner and return how many; 0 if they stand already.

    Source: `script/make-tree`, edition of 2023-06-30.
    Cost: one COPY of 665,277 rows.
    """
    if Edition.objects.using("owner").filter(day=rules.EDITION).exists():
        return 0
    say("places: reading the divisions")
    packed = _DIVISIONS.read_bytes()
    lines = [f"{rules.NATION}\t全国", *lzma.decompress(packed).decode().splitlines()]
    with open_scope(*WHOLE_NATION, using="owner"):
        _copy(lines, say)
        Edition.objects.using("owner").create(
            day=rules.EDITION, divisions=len(lines), digest=sha256(packed).hexdigest(), loaded_at=at
        )
        journal.write(
            by=by,
            verb="places.load_edition",
            place=0,
            subject=f"places_edition:{rules.EDITION}",
            at=at,
            detail={"divisions": len(lines)},
            using="owner",
        )
    with connections["owner"].cursor() as cursor:
        cursor.execute("vacuum (analyze) places_place")
    return len(lines)


def _copy(lines: list[str], say: Callable[[str], None]) -> None:
    """Write in pieces small enough that the server works on one while the next is made."""
    with connections["owner"].cursor() as cursor, cursor.copy(_COPY) as copy:
        for start in range(0, len(lines), _PIECE):
            if start % _SAID == 0:
                say(f"places: {start:,} of {len(lines):,}")
            copy.write("".join(_rows(lines[start : start + _PIECE])))


def _rows(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of the file as rows for COPY."""
    always = f"{{[{rules.EVER},)}}"
    for line in lines:
        code, name = line.split("\t")
        level, (lo, hi) = rules.level_of(code), rules.span(code)
        kind = rules.kind_of(code, name).value
        yield f"{code}\t{level}\t{lo}\t{hi}\t{kind}\t{name}\t{always}\n"


@transaction.atomic
def open_places(
    above: str,
    kind: Kind,
    names: Sequence[str],
    on: date,
    *,
    by: Actor | None,
    at: datetime,
    compound: str | None = None,
    reason: str = "",
) -> list[Place]:
    """Set up places below `above` from the day `on`, each with the next free serial.

    `compound` is the code of the compound that new buildings belong to.

    Raises:
        ParentClosedError: `above` is not open from `on` on.
        WrongLevelError: a place of this kind cannot stand there.
        NoSerialLeftError: the codes of this kind are used up.
    """
    held = _hold(above)
    if not rules.may_hold(Kind(held.kind), kind):
        raise rules.WrongLevelError(field="kind", name=held.name)
    if compound is not None and not _fits(compound, above, kind):
        raise rules.WrongLevelError(field="compound", name=held.name)
    opened = _open(held, kind, names, on, compound)
    subject = opened[0].code if len(opened) == 1 else above
    _journal("open", subject, held.lo, by, at, reason, on=on, codes=[each.code for each in opened])
    return opened


def _fits(compound: str, above: str, kind: Kind) -> bool:
    gathers = Place.objects.filter(code=compound, kind=Kind.COMPOUND).exists()
    return gathers and kind is Kind.BUILDING and rules.parent(compound) == rules.parent(above)


@transaction.atomic
def close_place(code: str, on: date, *, by: Actor | None, at: datetime, reason: str = "") -> Place:
    """Close a place, and every place below it, from the day `on`.

    Raises:
        ClosedPlaceError: it is not open before `on`, or its end is set already.
        LaterChildError: a place below opens only then.
    """
    closing = _hold(code)
    closed = _close(closing, on)
    _journal("close", code, closing.lo, by, at, reason, on=on, places=closed)
    return queries.place(code)


@transaction.atomic
def reopen_place(code: str, on: date, *, by: Actor | None, at: datetime, reason: str = "") -> Place:
    """Reopen a closed place from the day `on`, and the places below that closed with it.

    Raises:
        OpenPlaceError: it is not closed yet on `on`.
        SucceededError: it was split or merged.
        ParentClosedError: the place above is not open from `on` on.
    """
    above = _hold(_parent(code))
    closed = _hold(code)
    ended = closed.periods[-1].until
    if ended is None or on < ended:
        raise rules.OpenPlaceError(field="on", name=closed.name, on=on)
    heirs = queries.successors(code)
    if heirs:
        into = "、".join(heir.after.name for heir in heirs)
        raise rules.SucceededError(name=closed.name, into=into)
    _must_stay_open(above, on)
    reopened = sql.run("places/reopen", {**_subtree(closed), "closed": ended, "on": on})
    _journal("reopen", code, closed.lo, by, at, reason, on=on, places=reopened)
    return queries.place(code)


@transaction.atomic
def split(
    code: str,
    into: Sequence[str],
    on: date,
    *,
    by: Actor | None,
    at: datetime,
    reason: str = "",
) -> list[Place]:
    """Replace a place by new ones of the same kind, named `into`, from the day `on`.

    What lay below closes with it: the new places draw their own grids.

    Raises:
        TooFewError: fewer than two names.
        ClosedPlaceError: it is not open before `on`, or its end is set already.
    """
    if len(into) < 2:
        raise rules.TooFewError(field="into")
    above = _hold(_parent(code))
    old = _hold(code)
    _close(old, on)
    new = _open(above, Kind(old.kind), into, on)
    _succeed([old], new, on, "split")
    _journal("split", code, above.lo, by, at, reason, on=on, codes=[each.code for each in new])
    return new


@transaction.atomic
def merge(
    codes: Sequence[str],
    into_name: str,
    on: date,
    *,
    by: Actor | None,
    at: datetime,
    reason: str = "",
) -> Place:
    """Replace places under one parent by one new place, of the kind of the first named.

    Raises:
        TooFewError: fewer than two places, or not under one parent.
        ClosedPlaceError: one of them is not open before `on`, or its end is set already.
    """
    parents = {_parent(code) for code in codes}
    if len(set(codes)) < 2 or len(parents) > 1:
        raise rules.TooFewError(field="codes")
    above = _hold(parents.pop())
    old = {code: _hold(code) for code in sorted(set(codes))}
    for each in old.values():
        _close(each, on)
    (new,) = _open(above, Kind(old[codes[0]].kind), [into_name], on)
    _succeed(old.values(), [new], on, "merge")
    _journal("merge", new.code, above.lo, by, at, reason, on=on, codes=list(old))
    return new


def _parent(code: str) -> str:
    """Return the code above a place that may be changed here."""
    above = rules.parent(code)
    if above is None or rules.level_of(code) < rules.TOWN:
        raise rules.WrongLevelError(field="place", name=queries.place(code).name)
    return above


def _hold(code: str) -> Place:
    """Return a place, held until the transaction ends so that nobody else changes it."""
    held = Place.objects.select_for_update(no_key=True).filter(code=code).first()
    if held is None:
        raise rules.UnknownPlaceError(field="place", code=code)
    return held


def _must_stay_open(above: Place, on: date) -> None:
    if not rules.stays_open(above.periods, on):
        raise rules.ParentClosedError(field="on", name=above.name, on=on)


def _open(
    above: Place, kind: Kind, names: Sequence[str], on: date, compound: str | None = None
) -> list[Place]:
    _must_stay_open(above, on)
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


def _subtree(top: Place) -> dict[str, object]:
    return {"lo": top.lo, "hi": top.hi, "levels": list(range(top.level, rules.BUILDING + 1))}


def _close(closing: Place, on: date) -> int:
    """Close a held place with what lies below and return how many places that were."""
    _parent(closing.code)
    last = closing.periods[-1]
    if last.until is not None or on <= last.since:
        raise rules.ClosedPlaceError(field="on", name=closing.name, on=on)
    later = sql.rows("places/later_below", {**_subtree(closing), "on": on})
    if later:
        raise rules.LaterChildError(field="on", name=later[0][0], on=on)
    return sql.run("places/close", {**_subtree(closing), "on": on})


def _succeed(old: Iterable[Place], new: Sequence[Place], on: date, kind: str) -> None:
    Succession.objects.bulk_create(
        Succession(before=before, after=after, on=on, kind=kind) for before in old for after in new
    )


def _journal(
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
    journal.write(
        by=by,
        verb=f"places.{verb}",
        place=lo,
        subject=f"places_place:{code}",
        at=at,
        reason=reason,
        detail={"on": on.isoformat(), **detail},
    )
