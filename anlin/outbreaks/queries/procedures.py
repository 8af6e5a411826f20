"""What an institution of its kind keeps besides: shelters, guardians, remains."""

from dataclasses import dataclass
from datetime import date

from anlin.base import sql
from anlin.institutions.models import Institution, Location, Stay
from anlin.outbreaks.models import Remains, Shelter
from anlin.policy.queries import limit_at
from anlin.policy.rules import Limit


@dataclass(frozen=True, slots=True)
class Room:
    """How full a rescue station is, and the order that says from when on shelters are opened."""

    beds: int
    inside: int
    limit: Limit | None
    shelters: list[Shelter]

    @property
    def percent(self) -> int:
        """Return how full it is, in per cent; without beds it is full."""
        return 100 * self.inside // self.beds if self.beds else 100

    @property
    def full(self) -> bool:
        """Tell whether a shelter is to be opened by the order in force, and none is open."""
        return self.limit is not None and self.percent >= self.limit.value

    @property
    def answered(self) -> bool:
        """Tell whether a shelter is open."""
        return any(each.closed_at is None for each in self.shelters)


def room_of(home: Institution, today: date) -> Room:
    """Return how full an institution is."""
    beds = Location.objects.filter(place=home.place, kind="bed", until=None).count()
    inside = Stay.objects.filter(place=home.place, until=None).count()
    shelters = list(Shelter.objects.filter(place=home.place).order_by("-opened_at")[:20])
    return Room(beds, inside, limit_at("rescue_full", home.place, today), shelters)


def children(home: Institution, today: date) -> list[sql.Row]:
    """Return the children of an institution, those without a guardian first."""
    return sql.rows("outbreaks/children", {"place": home.place, "today": today})


def remains(home: Institution) -> list[Remains]:
    """Return remains at a funeral home, those not cremated first, patients before others."""
    found = Remains.objects.filter(place=home.place).order_by("-came_at")[:200]
    return sorted(found, key=lambda each: (each.cremated_at is not None, not each.patient))
