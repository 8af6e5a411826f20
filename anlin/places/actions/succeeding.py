"""Places that others follow: splits, merges, new codes; what lies below goes with its heirs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from anlin.journal.rules import Actor
from anlin.places import queries, rules
from anlin.places.actions.desk import carry, close_held, hold, journal, open_below, parent, succeed
from anlin.places.models import Place
from anlin.places.rules import Kind


@transaction.atomic
def split(
    code: str,
    into: Sequence[str],
    on: date,
    *,
    by: Actor | None,
    at: datetime,
    reason: str = "",
    shares: Mapping[str, int] | None = None,
) -> list[Place]:
    """Replace a place by new ones of the same kind, named `into`, from the day `on`.

    `shares` says for each place below to which of them it goes, counted from 0; without it what
    lay below closes, and the new places draw their own grids.

    Raises:
        TooFewError: fewer than two names.
        NotSharedOutError: `shares` leaves out a place below, or names a new one there is not.
        ClosedPlaceError: it is not open before `on`, or its end is set already.
    """
    if len(into) < 2:
        raise rules.TooFewError(field="into")
    above = hold(parent(code))
    old = hold(code)
    new = open_below(above, Kind(old.kind), into, on)
    if shares is not None:
        below = list(queries.below(code, old.level + 1, on))
        heirs = [shares.get(each.code, -1) for each in below]
        if any(not 0 <= heir < len(new) for heir in heirs):
            raise rules.NotSharedOutError(field="shares", name=old.name)
        to = {
            each.code: rules.child(new[heir].code, rules.serial_of(each.code))
            for each, heir in zip(below, heirs, strict=True)
        }
        carry(below, to, on)
    close_held(old, on)
    succeed([old], new, on, "split")
    journal("split", code, above.lo, by, at, reason, on=on, codes=[each.code for each in new])
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

    What lay below goes on below the new place, in the order of the old codes.

    Raises:
        TooFewError: fewer than two places, or not under one parent.
        NoSerialLeftError: together they hold more than one place can.
        ClosedPlaceError: one of them is not open before `on`, or its end is set already.
    """
    parents = {parent(code) for code in codes}
    if len(set(codes)) < 2 or len(parents) > 1:
        raise rules.TooFewError(field="codes")
    above = hold(parents.pop())
    old = {code: hold(code) for code in sorted(set(codes))}
    (new,) = open_below(above, Kind(old[codes[0]].kind), [into_name], on)
    below = [each for held in old.values() for each in queries.below(held.code, held.level + 1, on)]
    carry(below, _renumbered(below, new), on)
    for each in old.values():
        close_held(each, on)
    succeed(old.values(), [new], on, "merge")
    journal("merge", new.code, above.lo, by, at, reason, on=on, codes=list(old))
    return new


@transaction.atomic
def recode(
    code: str,
    on: date,
    *,
    by: Actor | None,
    at: datetime,
    reason: str = "",
    name: str = "",
    kind: Kind | None = None,
    above: str = "",
) -> Place:
    """Let a place go on under a new code from `on`: another name, another kind, another parent.

    A village becomes a community, a community belongs to another street. What lies below goes
    with it, serial by serial.

    Raises:
        SameAgainError: it would be called and stand as before.
        WrongLevelError: a place of that kind cannot stand there.
        ClosedPlaceError: it is not open before `on`, or its end is set already.
    """
    home = parent(code)
    held, old = hold(above or home), hold(code)
    kind = kind or Kind(old.kind)
    name = name or old.name
    if (held.code, kind, name) == (home, old.kind, old.name):
        raise rules.SameAgainError(field="name", name=old.name)
    if not rules.may_hold(Kind(held.kind), kind) or rules.LEVELS[kind] != old.level:
        raise rules.WrongLevelError(field="kind", name=held.name)
    (new,) = open_below(held, kind, [name], on)
    below = list(queries.below(code, old.level + 1, on))
    to = {each.code: rules.child(new.code, rules.serial_of(each.code)) for each in below}
    carry(below, to, on)
    close_held(old, on)
    succeed([old], [new], on, "recode")
    for lo in sorted({held.lo, rules.lo_of(home)}):
        journal("recode", code, lo, by, at, reason, on=on, codes=[new.code])
    return new


def _renumbered(below: Sequence[Place], new: Place) -> dict[str, str]:
    """Return the new code of each place, with the next free serial of its kind below `new`.

    Raises:
        NoSerialLeftError: there are more than serials.
    """
    taken: list[int] = []
    to: dict[str, str] = {}
    for each in below:
        serials = rules.free_serials(taken, Kind(each.kind), 1)
        if not serials:
            raise rules.NoSerialLeftError(name=new.name)
        taken += serials
        to[each.code] = rules.child(new.code, serials[0])
    return to
