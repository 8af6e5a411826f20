"""A place as its page shows it: as of a day, with what lies below and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from anlin.accounts.rules import Right, Viewer
from anlin.base.scope import open_scope
from anlin.people.models import Person
from anlin.places.models import Place
from anlin.places.queries import breadcrumb, names, place, predecessors, successors
from anlin.places.rules import EVER, TOWN, WIDTHS, Kind, is_open, span
from anlin.territory.rules import counts_people

KIND_WORDS = {
    Kind.NATION: _("nation"),
    Kind.PROVINCE: _("province"),
    Kind.CITY: _("city"),
    Kind.COUNTY: _("county"),
    Kind.STREET: _("street"),
    Kind.TOWN: _("town"),
    Kind.TOWNSHIP: _("township"),
    Kind.OTHER_TOWNSHIP: _("other unit of the town level"),
    Kind.COMMUNITY: _("community"),
    Kind.VILLAGE: _("village"),
    Kind.GRID: _("grid"),
    Kind.DEDICATED_GRID: _("dedicated grid"),
    Kind.COMPOUND: _("compound"),
    Kind.BUILDING: _("building"),
    Kind.NATURAL_VILLAGE: _("natural village"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a place; `others` took over, or were there before."""

    on: date
    what: str
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Below:
    """A place one level down, whether it is open, and how many live there if that may be known."""

    place: Place
    open: bool
    residents: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """A place as of a day: what it is, what lies below, what became of it, what one may do."""

    place: Place
    path: tuple[tuple[Place, bool], ...]
    open: bool
    below: tuple[Below, ...]
    gone: tuple[Below, ...]
    steps: tuple[Step, ...]
    may_add: bool
    may_change: bool
    succeeded: bool


def page(viewer: Viewer, code: str, day: date) -> Page:
    """Return the page of a place within the viewer's own, as of `day`."""
    here = place(code)
    found = list(_children(here))
    counted = _counted(viewer, here, found)
    below = [Below(each, is_open(each.periods, day), counted.get(each.lo)) for each in found]
    changes = viewer.may(Right.GROUND) and here.level >= TOWN
    return Page(
        place=here,
        path=tuple((each, each.level >= viewer.level) for each in breadcrumb(code)),
        open=is_open(here.periods, day),
        below=tuple(each for each in below if each.open),
        gone=tuple(each for each in below if not each.open),
        steps=_steps(here),
        may_add=viewer.may(Right.GROUND) and bool(_holds(here)),
        may_change=changes and (here.lo, here.hi) != (viewer.lo, viewer.hi),
        succeeded=successors(code).exists(),
    )


def open_below(code: str, day: date) -> list[Place]:
    """Return what lies one level below a place and is open on `day`."""
    return [each for each in _children(place(code)) if is_open(each.periods, day)]


def siblings(code: str, day: date) -> list[Place]:
    """Return the open places of the same kind beside a place."""
    here = place(code)
    width = WIDTHS[here.level - 1]
    around = Place.objects.filter(
        level=here.level, kind=here.kind, lo__gte=here.lo - here.lo % width,
        lo__lt=here.lo - here.lo % width + width, periods__open_on=day,
    )  # fmt: skip
    return list(around.exclude(code=code).order_by("lo"))


def parents(viewer: Viewer, code: str, day: date) -> list[Place]:
    """Return the open places below which a place could stand: of its parent's level, in sight."""
    here = place(code)
    found = Place.objects.filter(
        level=here.level - 1, lo__gte=viewer.lo, hi__lte=viewer.hi, periods__open_on=day
    )
    return list(found.exclude(kind=Kind.COMPOUND).order_by("lo"))


def name_of(code: str) -> str:
    """Return the name of a place."""
    return names([code]).get(code, code)


def residents_in(codes: Iterable[str]) -> int:
    """Return how many people are registered in these places, whoever asks: a number, no names."""
    number = 0
    for lo, hi in map(span, codes):
        with open_scope(lo, hi, names=True):
            number += Person.objects.filter(place__gte=lo, place__lt=hi).count()
    return number


def _children(here: Place) -> Iterable[Place]:
    if here.kind == Kind.COMPOUND:
        return here.buildings.order_by("lo")
    level = here.level + 1
    return Place.objects.filter(level=level, lo__gte=here.lo, lo__lt=here.hi).order_by("lo")


def _holds(here: Place) -> bool:
    return TOWN - 1 <= here.level <= len(WIDTHS) - 2 and here.kind != Kind.COMPOUND


def _counted(viewer: Viewer, here: Place, found: Sequence[Place]) -> dict[int, int]:
    """Return how many live in each place below, where the viewer may see persons."""
    if not viewer.names or not counts_people([here.level]) or not found:
        return {}
    width = WIDTHS[found[0].level]
    inside = Person.objects.filter(place__gte=here.lo, place__lt=here.hi)
    by_place = inside.annotate(lo=F("place") - F("place") % width).values("lo")
    numbers = by_place.annotate(number=Sum(1)).values_list("lo", "number")
    told = {each.lo: 0 for each in found if each.kind != Kind.COMPOUND}
    return told | {lo: int(number) for lo, number in numbers}


def _steps(here: Place) -> tuple[Step, ...]:
    """Return what happened to a place, in order of days."""
    steps: list[Step] = []
    before, after = list(predecessors(here.code)), list(successors(here.code))
    came = {row.on: row.kind for row in before}
    went = {row.on: row.kind for row in after}
    for period in here.periods:
        others = tuple(row.before for row in before if row.on == period.since)
        begun = "ever" if period.since == EVER else "open"
        what = f"from_{came[period.since]}" if others else begun
        steps.append(Step(period.since, what, others))
        if period.until is not None:
            heirs = tuple(row.after for row in after if row.on == period.until)
            what = went[period.until] if heirs else "close"
            steps.append(Step(period.until, what, heirs))
    return tuple(steps)
