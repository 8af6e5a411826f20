"""Reads over the tree, as of any day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from anlin.places.models import Place, Succession
from anlin.places.rules import (
    BUILDING,
    COMMUNITY,
    PLACEHOLDERS,
    Kind,
    UnknownPlaceError,
    ancestors,
    level_of,
    span,
)


def place(code: str) -> Place:
    """Return the place with this code, open or not.

    Raises:
        UnknownPlaceError: no such place.
    """
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise UnknownPlaceError(field="place", code=code)
    return found


def places_at(los: Iterable[int]) -> dict[int, Place]:
    """Return the place that data rows with each of these `place` numbers point to.

    Such rows stand at communities and below, where a number names one place.
    """
    levels = range(COMMUNITY, BUILDING + 1)
    return {each.lo: each for each in Place.objects.filter(level__in=levels, lo__in=set(los))}


def names(codes: Iterable[str]) -> dict[str, str]:
    """Return the name of each place by its code."""
    return dict(Place.objects.filter(code__in=set(codes)).values_list("code", "name"))


def called(text: str, lo: int, hi: int, most: int = 6) -> list[Place]:
    """Return the places in [lo, hi) whose code or name is `text`, or else whose name holds it.

    The widest come first.
    """
    inside = Place.objects.filter(lo__gte=lo, hi__lte=hi).order_by("level", "lo")
    exact = list(inside.filter(Q(code=text) | Q(name=text))[:most])
    return exact or list(inside.filter(name__icontains=text)[:most])


def open_on(day: date) -> QuerySet[Place]:
    """Return every place that is open on `day`."""
    return Place.objects.filter(periods__open_on=day)


def below(code: str, level: int, day: date | None = None) -> QuerySet[Place]:
    """Return the places of `level` below `code` in the order of codes; with `day`, those open.

    Cost: one range of the index (level, lo).
    """
    lo, hi = span(code)
    found = Place.objects.filter(level=level, lo__gte=lo, lo__lt=hi).order_by("lo")
    return found if day is None else found.filter(periods__open_on=day)


def children(code: str, day: date | None = None) -> QuerySet[Place]:
    """Return the places one level below `code`, of a compound its buildings; open on `day`."""
    gathered = Place.objects.filter(compound=code).order_by("lo")
    if day is not None:
        gathered = gathered.filter(periods__open_on=day)
    is_compound = place(code).kind == Kind.COMPOUND
    return gathered if is_compound else below(code, level_of(code) + 1, day)


def breadcrumb(code: str) -> list[Place]:
    """Return the places from the nation down to `code`, without mere headings of the statistics.

    A municipality's `市辖区` stands between it and its districts only in the code.
    """
    line = Place.objects.filter(code__in=[*ancestors(code), code]).order_by("level")
    return list(line.exclude(~Q(code=code), level=2, name__in=PLACEHOLDERS))


def successors(code: str) -> QuerySet[Succession]:
    """Return what became of a place that was split or merged, earliest first."""
    return Succession.objects.filter(before=code).select_related("after").order_by("on", "after")


def predecessors(code: str) -> QuerySet[Succession]:
    """Return which places this one was split or merged from, earliest first."""
    return Succession.objects.filter(after=code).select_related("before").order_by("on", "before")
