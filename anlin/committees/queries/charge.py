"""Who answers for a place and its people, what is missing, and how much one person carries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import grants_in_force, within
from anlin.accounts.rules import Role, Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.base.scope import open_scope
from anlin.committees.models import Responsible
from anlin.committees.rules.charge import EXPECTED, Charge
from anlin.people.models import Person
from anlin.people.rules import Living
from anlin.places.models import Place
from anlin.places.queries import breadcrumb, children
from anlin.places.rules import BUILDING, COMMUNITY, GRID, TOWN, Kind, level_of, span

MOST, COUNTY = 20, 3
WORDS: Mapping[str, object] = {
    Charge.SECRETARY: _("Secretary"),
    Charge.STEWARD: _("Building head"),
    Charge.DOCTOR: _("Community or village doctor"),
    Charge.HOSPITAL: _("Hospital of the zone"),
    Charge.ON_DUTY: _("On duty, day and night"),
    Charge.CADRE: _("Cadre tied to a medical worker's family"),
    Role.GRID_WORKER: _("Grid worker"),
    Role.COMMUNITY_WORKER: _("Community worker"),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who answers, by charge or by the role they hold at work; who stands in, if any."""

    name: str
    word: object
    post: str = ""
    phone: str = ""
    since: date | None = None
    until: date | None = None
    number: int = 0
    agreed: str = ""
    covers: "tuple[Holder, ...]" = ()


@dataclass(frozen=True, slots=True)
class Answering:
    """One place of the chain with everybody who answers for it."""

    place: Place
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of charge that is missing at places of one level."""

    word: object
    charge: str
    level: int
    missing: int
    places: tuple[sql.Row, ...]
    clause: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """What one person answers for."""

    places: int = 0
    households: int = 0
    people: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(
            self.places + other.places,
            self.households + other.households,
            self.people + other.people,
        )


@dataclass(frozen=True, slots=True)
class Charged:
    """Who answers for a place: the chain above, the place itself, those below, and the gaps."""

    above: tuple[Answering, ...]
    below: tuple[Answering, ...]
    gaps: tuple[Gap, ...]
    alone: int | None
    names: tuple[Person, ...] = field(default=())


def charged(viewer: Viewer, code: str, at: datetime) -> Charged:
    """Return who answers for the place `code` on the day of `at`, and where nobody does.

    Cost: five statements; the gaps cost one probe for each place in the range.
    """
    day, (lo, hi), level = local_day(at), span(code), level_of(code)
    line = [each for each in breadcrumb(code) if each.level > 0]
    inner = [each for each in _inside(code, level, day) if each.kind != Kind.COMPOUND]
    rows = sql.rows("committees/answering", {
        "lo": lo, "hi": hi, "level": level, "day": day,
        "below": inner[0].level if inner else None,
    })  # fmt: skip
    at_work = _at_work(lo, hi, level, at)
    alone = _without_contact(lo, hi, at) if level >= TOWN else {}
    return Charged(
        above=tuple(_answering(line, rows, at_work)),
        below=tuple(_answering(inner, rows, at_work)),
        gaps=tuple(_gaps(lo, hi, level, day, at)),
        alone=sum(alone.values()) if level >= TOWN else None,
        names=_who(viewer, alone) if hi - lo <= span(code[:12])[1] - span(code[:12])[0] else (),
    )


def _inside(code: str, level: int, day: date) -> list[Place]:
    return list(children(code, day)) if level < BUILDING else []


def chain_of(place: int, household: int | None, day: date) -> list[Holder]:
    """Return who answers for somebody who lives at `place`, the nearest first."""
    found = Responsible.objects.filter(place__lte=place, ends__gt=place, since__lte=day)
    held = found.exclude(until__lte=day).order_by("-level", "charge")
    return [_holder(each) for each in held if each.household_id in (None, household)]


def history(viewer: Viewer, code: str) -> list[Responsible]:
    """Return every charge a place ever had, the newest first."""
    lo, hi = span(code)
    found = within(viewer, Responsible.objects.filter(place=lo, ends=hi, level=level_of(code)))
    return list(found.order_by("-since", "-pk"))


def responsible(viewer: Viewer, number: int) -> Responsible | None:
    """Return one charge in the viewer's place, or None."""
    return within(viewer, Responsible.objects.filter(pk=number)).first()


def load_of(viewer: Viewer, name: str, phone: str, day: date, without: int | None = None) -> Load:
    """Return what somebody answers for already, within the viewer's place."""
    values = {
        "lo": viewer.lo, "hi": viewer.hi, "name": name, "phone": phone, "day": day,
        "without": without,
    }  # fmt: skip
    (row,) = sql.rows("committees/charge_load", values)
    return Load(row.places, row.households, row.people)


def load_at(lo: int, hi: int, household: int | None = None) -> Load:
    """Return what a place or a household adds to somebody's load."""
    (row,) = sql.rows("committees/place_load", {"lo": lo, "hi": hi, "household": household})
    return Load(1, row.households, row.people)


def _answering(
    places: Sequence[Place], rows: Sequence[sql.Row], at_work: Mapping[int, Sequence[Holder]]
) -> list[Answering]:
    covers: dict[int, list[Holder]] = {}
    for row in rows:
        if row.stands_in:
            covers.setdefault(row.stands_in, []).append(_holder(row))
    found = []
    for place in places:
        own = [
            _holder(row, tuple(covers.get(row.id, ())))
            for row in rows
            if row.place == place.lo and row.level == place.level
            and not row.stands_in and not row.household
        ]  # fmt: skip
        found.append(Answering(place, (*own, *at_work.get(_key(place.level, place.lo), ()))))
    return found


def _holder(row: sql.Row, covers: tuple[Holder, ...] = ()) -> Holder:
    number = getattr(row, "id", 0)
    return Holder(
        row.name, WORDS[row.charge], row.post, row.phone, row.since, row.until, number,
        row.agreed, covers,
    )  # fmt: skip


def _at_work(lo: int, hi: int, level: int, at: datetime) -> Mapping[int, Sequence[Holder]]:
    """Return by place who works there under a role that answers for people."""
    roles = (Role.GRID_WORKER, Role.COMMUNITY_WORKER) if level >= 4 else ()
    found: dict[int, list[Holder]] = {}
    for grant in grants_in_force(at).filter(role__in=roles, lo__gte=lo, lo__lt=hi):
        own = Role(grant.role)
        held = COMMUNITY if own is Role.COMMUNITY_WORKER else GRID
        found.setdefault(_key(held, grant.lo), []).append(Holder(grant.user.name, WORDS[own]))
    return found


def _key(level: int, lo: int) -> int:
    return lo * 10 + level


def _gaps(lo: int, hi: int, level: int, day: date, at: datetime) -> list[Gap]:
    """Return what is missing; above a county only down to the streets, who see to theirs."""
    deepest = BUILDING if level >= COUNTY else TOWN
    pairs = [
        (charge, wanted)
        for charge, each in EXPECTED.items()
        for wanted in each.levels
        if wanted <= deepest
    ]
    rows = sql.rows("committees/gaps", {
        "lo": lo, "hi": hi, "day": day, "at": at, "most": MOST, "deepest": deepest,
        "charges": [charge.value for charge, _level in pairs],
        "levels": [level for _charge, level in pairs],
    })  # fmt: skip
    kinds: dict[tuple[str, int], list[sql.Row]] = {}
    for row in rows:
        kinds.setdefault((row.charge, row.level), []).append(row)
    return [
        Gap(
            WORDS[charge], charge, level, of[0].missing, tuple(of),
            EXPECTED[Charge(charge)].clause if charge in set(Charge) else "A-1.4",
            EXPECTED[Charge(charge)].order if charge in set(Charge) else "minfa-2020-9",
        )
        for (charge, level), of in kinds.items()
    ]  # fmt: skip


def _without_contact(lo: int, hi: int, at: datetime) -> Mapping[int, int]:
    """Return by building how many people nobody answers for by name.

    It counts also for whoever may not see persons, and tells them nothing but the number.
    """
    with open_scope(lo, hi, names=True, staff=True):
        rows = sql.rows("committees/no_contact", {"lo": lo, "hi": hi, "until": at, "at": at})
    return {row.place: row.number for row in rows}


def _who(viewer: Viewer, alone: Mapping[int, int]) -> tuple[Person, ...]:
    """Return some of those people by name, to whoever may see them."""
    if not viewer.names or not alone:
        return ()
    found = Person.objects.filter(place__in=list(alone), living=Living.HERE)
    kept = within(viewer, found).select_related("household").order_by("place", "household", "pk")
    return tuple(kept[:MOST])
