"""Who arrived, and which hand-overs are open on either side, with their age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base import clock
from anlin.cases.models import Handover, Traveller
from anlin.cases.rules import Answer, Coming
from anlin.people.models import Person
from anlin.people.rules import community_of
from anlin.places.models import Place
from anlin.places.queries import below, called, names, places_at
from anlin.places.rules import BUILDING, COMMUNITY

COMING_WORDS = {
    Coming.EPIDEMIC: _("from an epidemic area"),
    Coming.FESTIVAL: _("back for the festival"),
    Coming.ELSEWHERE: _("from elsewhere"),
}
CARRIER_WORDS = {
    "train": _("Train"),
    "plane": _("Plane"),
    "bus": _("Coach"),
    "car": _("Car"),
    "ship": _("Ship"),
    "other": _("Something else"),
}
ANSWER_WORDS = {
    Answer.ACCEPTED: _("accepted by the other side"),
    Answer.RETURNED: _("sent back"),
    Answer.PASSED: _("passed on"),
    Answer.WITHDRAWN: _("taken back"),
}
_KEPT = 30
_MOST = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """A hand-over as one side sees it: between which communities, for how long."""

    handover: Handover
    from_name: str
    to_name: str
    age: timedelta
    incoming: bool

    @property
    def open(self) -> bool:
        """Tell whether it waits for an answer."""
        return self.handover.answered_at is None

    @property
    def answered(self) -> str:
        """Return what became of it, in words."""
        return str(ANSWER_WORDS[Answer(self.handover.answer)]) if self.handover.answer else ""

    @property
    def coming(self) -> str:
        """Return where the person comes from, in words; nothing if no arrival was registered."""
        kept = str(self.handover.letter.get("coming", ""))
        return str(COMING_WORDS[Coming(kept)]) if kept else ""


@dataclass(frozen=True, slots=True)
class Transfers:
    """Hand-overs of the viewer's place: to answer, waiting for others, and answered lately."""

    incoming: tuple[Offered, ...]
    outgoing: tuple[Offered, ...]
    answered: tuple[Offered, ...]


def transfers(viewer: Viewer, at: datetime) -> Transfers:
    """Return the hand-overs of the viewer's place, open ones oldest first.

    Shapes: at most 200 open and 30 answered.
    """
    mine = _sides(viewer)
    waits = list(mine.filter(answered_at=None).order_by("offered_at")[:_MOST])
    past = list(mine.exclude(answered_at=None).order_by("-answered_at")[:_KEPT])
    seen = _named(viewer, [*waits, *past], at)
    return Transfers(
        tuple(each for each in seen if each.open and each.incoming),
        tuple(each for each in seen if each.open and not each.incoming),
        tuple(each for each in seen if not each.open),
    )


def transfer(viewer: Viewer, number: int, at: datetime) -> Offered | None:
    """Return one hand-over that the viewer's place is a side of."""
    found = list(_sides(viewer).filter(pk=number))
    return next(iter(_named(viewer, found, at)), None)


def offers_of(viewer: Viewer, person: int, at: datetime) -> list[Offered]:
    """Return a person's hand-overs that the viewer's place is a side of, the newest first."""
    found = list(_sides(viewer).filter(person=person).order_by("-offered_at")[:_KEPT])
    return _named(viewer, found, at)


def waiting_here(viewer: Viewer, at: datetime) -> dict[int, Offered]:
    """Return who waits to be taken over in the viewer's place, by person."""
    if not viewer.names:
        return {}
    found = within(viewer, Handover.objects.filter(answered_at=None), "to_place")
    return {each.handover.person_id: each for each in _named(viewer, list(found[:_MOST]), at)}


def arrivals_of(viewer: Viewer, person: int) -> QuerySet[Traveller]:
    """Return a person's arrivals, the newest first."""
    return within(viewer, Traveller.objects.filter(person=person)).order_by("-arrived_on", "-pk")


def buildings_of(viewer: Viewer) -> list[tuple[int, str]]:
    """Return the buildings and natural villages of the viewer's place, by number."""
    day = clock.today()
    found = list(below(viewer.place_code, BUILDING, day))
    grids = names({each.code[:15] for each in found})
    return [(each.lo, f"{grids.get(each.code[:15], '')} {each.name}".strip()) for each in found]


def communities_called(text: str) -> Sequence[Place]:
    """Return the communities whose code or name is, or holds, `text`."""
    found = called(text.strip(), 0, 10**18, most=60) if text.strip() else []
    return [each for each in found if each.level == COMMUNITY][:20]


def in_charge(person: int) -> list[int]:
    """Return the communities in whose ledger a person stands, as far as the open scope shows."""
    found = Person.objects.filter(pk=person).values_list("place", flat=True)
    return [community_of(place) for place in found]


def _sides(viewer: Viewer) -> QuerySet[Handover]:
    here = Q(place__gte=viewer.lo, place__lt=viewer.hi)
    there = Q(to_place__gte=viewer.lo, to_place__lt=viewer.hi)
    return Handover.objects.filter(here | there)


def _named(viewer: Viewer, found: Sequence[Handover], at: datetime) -> list[Offered]:
    known_places = places_at(
        community_of(place) for each in found for place in (each.place, each.to_place)
    )

    def name(place: int) -> str:
        known = known_places.get(community_of(place))
        return known.name if known else ""

    return [
        Offered(
            each, name(each.place), name(each.to_place),
            (each.answered_at or at) - each.offered_at, viewer.covers(each.to_place),
        )
        for each in found
    ]  # fmt: skip
