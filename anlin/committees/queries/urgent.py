"""Urgent reports, and who above has read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.committees.models import Receipt, Urgent
from anlin.committees.rules import Matter
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, TOWN, code_of
from anlin.policy.queries import limit_at
from anlin.policy.rules import Limit

MOST = 100
WITHIN = "urgent_within"  # the limit of packs that this room asks for
LEVELS: Mapping[int, object] = {
    TOWN: _("Street"),
    3: _("County"),
    2: _("City"),
    1: _("Province"),
    0: _("Ministry"),
}
MATTERS: Mapping[Matter, object] = {
    Matter.CLUSTER: _("Several people ill in one place"),
    Matter.SEVERE: _("Somebody is in grave danger"),
    Matter.CARE: _("Somebody is left without care"),
    Matter.SUPPLIES: _("Medicine or supplies run out"),
    Matter.ORDER: _("Order or safety"),
    Matter.OTHER: _("Something else"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """One level above: what its place is called, who there read the report, and when."""

    level: int
    word: object
    place: str
    receipts: tuple[Receipt, ...]

    @property
    def first(self) -> Receipt | None:
        """Return who read it first, or None if nobody has."""
        return self.receipts[0] if self.receipts else None


@dataclass(frozen=True, slots=True)
class Told:
    """An urgent report with its readers, level by level from the street up."""

    urgent: Urgent
    word: object
    levels: tuple[Read, ...]
    mine: bool
    waits: timedelta | None
    within: Limit | None = None

    @property
    def slow(self) -> timedelta | None:
        """Return how long it took to be told, if that is longer than the order allows."""
        took = self.urgent.at - self.urgent.occurred_at
        if self.within is None or took <= timedelta(hours=float(self.within.value), minutes=5):
            return None
        return took

    @property
    def unread(self) -> list[Read]:
        """Return the levels at which nobody has read it."""
        return [each for each in self.levels if not each.receipts]


def urgents(viewer: Viewer, at: datetime, *, days: int = 14) -> list[Told]:
    """Return the urgent reports of the last days in the viewer's place, unread by it first.

    Cost: two statements, and one for the places above.
    """
    since = at - timedelta(days=days)
    found = within(viewer, Urgent.objects.filter(at__gt=since)).prefetch_related("receipts")
    kept = [_told(viewer, each, at, ()) for each in found.order_by("-at")[:MOST]]
    return sorted(kept, key=lambda each: (not each.mine, -each.urgent.at.timestamp()))


def urgent(viewer: Viewer, number: int, at: datetime) -> Told | None:
    """Return one urgent report in the viewer's place, with the places above by name."""
    found = within(viewer, Urgent.objects.filter(pk=number)).prefetch_related("receipts").first()
    if found is None:
        return None
    names = {each.level: each.name for each in breadcrumb(code_of(found.place, COMMUNITY))}
    places = [(level, names.get(level, "")) for level in LEVELS]
    return _told(viewer, found, at, places, limit_at(WITHIN, found.place, local_day(found.at)))


def _told(
    viewer: Viewer,
    urgent: Urgent,
    at: datetime,
    places: Sequence[tuple[int, str]],
    within: Limit | None = None,
) -> Told:
    receipts = sorted(urgent.receipts.all(), key=lambda each: each.at)
    names = dict(places)
    levels = tuple(
        Read(level, word, names.get(level, ""), tuple(r for r in receipts if r.level == level))
        for level, word in LEVELS.items()
        if not places or names.get(level)
    )
    mine = viewer.level < COMMUNITY and not any(each.by == viewer.user for each in receipts)
    return Told(
        urgent, MATTERS[Matter(urgent.matter)], levels, mine,
        None if receipts else at - urgent.at, within,
    )  # fmt: skip
