"""Lapses that climb, and the leaders they are put before."""

from datetime import timedelta

from anlin.accounts.rules import Held, Role, Viewer
from anlin.base.days import NEVER
from anlin.duties import actions
from anlin.duties.models import Escalation, Lapse, Obligation, Window
from anlin.places.rules import level_of, lo_of, span
from anlin.policy.models import Measure
from anlin.policy.rules import LadderInForce
from tests.duties.ladders import HOUR, everywhere, ladder
from tests.duties.town import BUILDINGS, COMMUNITIES, DAILY, at

HERE, STREET, COUNTY = COMMUNITIES[0], COMMUNITIES[0][:9], COMMUNITIES[0][:6]
WHOLE = everywhere(
    ladder(
        (5, timedelta(), 4 * HOUR), (4, 2 * HOUR, 8 * HOUR), (3, 6 * HOUR, 24 * HOUR),
        (2, 24 * HOUR), (1, 48 * HOUR), (0, 72 * HOUR), cap=3,
    )
)  # fmt: skip


def leader(role: Role, place: str, held: tuple[Held, ...] = ()) -> Viewer:
    lo, hi = span(place)
    return Viewer(
        user=40 + level_of(place), name="某人", role=role, place_code=place, lo=lo, hi=hi,
        level=level_of(place), held=held,
    )  # fmt: skip


COMMUNITY_WORKER = leader(Role.COMMUNITY_WORKER, HERE)
STREET_LEADER = leader(Role.STREET_LEADER, STREET)
COUNTY_LEADER = leader(Role.COUNTY_LEADER, COUNTY)
NATION_LEADER = leader(Role.NATION_LEADER, "0")


def lapse(moment: str, building: str = BUILDINGS[0], subject: int = 1) -> Lapse:
    """Raise a lapse of a duty of the day that ended at `moment`, as the sweep would."""
    lapsed = at(moment)
    measure = Measure.objects.get(code=DAILY.code)
    opens = lapsed - 24 * HOUR
    window, _ = Window.objects.get_or_create(
        measure_id=measure.pk, opens=opens, lo=0,
        defaults={
            "hi": 10**18, "closes": lapsed, "lapses": lapsed, "late_until": lapsed + 24 * HOUR,
            "needs": 1, "spacing": timedelta(), "own": False, "grace": timedelta(),
            "dense": True, "kinds": [1], "order": "town-1", "clause": DAILY.code,
        },
    )  # fmt: skip
    return Lapse.objects.create(
        measure_id=measure.pk, window=window, place=lo_of(building), subject=subject, opens=opens,
        lapsed_at=lapsed, raised_at=lapsed,
    )  # fmt: skip


def owe(subject: int = 1, building: str = BUILDINGS[0]) -> None:
    Obligation.objects.create(
        measure_id=Measure.objects.get(code=DAILY.code).pk, place=lo_of(building),
        subject=subject, since=at("01-01 00:00"), until=NEVER,
    )  # fmt: skip


def climb(moment: str, made: tuple[LadderInForce, ...] = WHOLE) -> list[int]:
    """Climb as the sweep does at `moment`; return the levels told so far, lowest first."""
    actions.sweep(at=at(moment), since=at(moment), ladders=made)
    return list(Escalation.objects.order_by("rung").values_list("level", flat=True))
