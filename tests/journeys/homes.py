"""An invented home in the town's county: floors of double rooms with an elder in every bed."""

from collections.abc import Sequence
from datetime import timedelta

from anlin.base.scope import nationwide
from anlin.config.demo.homes import SHOWN_HOME
from anlin.institutions import actions
from anlin.institutions.models import Location
from anlin.institutions.rules import Kind, Owner
from anlin.people.rules import Sex, identity
from anlin.places.models import Place
from anlin.places.rules import EVER, Period, parent, span
from anlin.policy import actions as policy
from tests.journeys import town

EARLY = town.AT - timedelta(days=20)
FLOORS, BEDS = 3, 2


def keep_home(rooms: int, packs: Sequence[str] = ("warning-draft",)) -> int:
    """Let elders live in so many rooms on each floor of the home that one can sign in to.

    Shapes: 老人00 lies in 101-1, 老人01 in 101-2, and so on; the number of the home is returned.
    """
    for code, level, kind in ((str(parent(SHOWN_HOME)), 5, "community"),
                              (SHOWN_HOME, 6, "dedicated_grid")):  # fmt: skip
        lo, hi = span(code)
        Place.objects.using("owner").create(
            code=code, level=level, lo=lo, hi=hi, kind=kind, name=code, periods=[Period(EVER)]
        )
    for pack in packs:
        policy.adopt(
            pack, SHOWN_HOME[:6], since=EARLY.date(), by=None, at=EARLY, reason="演练",
            knowingly=True, using="owner",
        )  # fmt: skip
    civil, head = town.worker("civil"), town.worker("head")
    made = actions.register_institution(
        community=SHOWN_HOME, kind=Kind.ELDER_CARE, name="示范颐养院", owner=Owner.PUBLIC,
        since=EARLY.date(), by=civil, at=EARLY,
    )  # fmt: skip
    floors = [
        actions.Floor(f"{f}层", [
            actions.Room(f"{f}{r:02}", [f"{f}{r:02}-{b}" for b in range(1, BEDS + 1)])
            for r in range(1, rooms + 1)
        ])
        for f in range(1, FLOORS + 1)
    ]  # fmt: skip
    actions.add_building(made.pk, name="主楼", floors=floors, by=head, at=EARLY)
    with nationwide():
        beds = list(Location.objects.filter(kind="bed").order_by("pk"))
    born = EARLY.date().replace(year=1938)
    found = [
        actions.Admission(
            bed.pk, f"老人{n:02}", identity("", born + timedelta(days=n), Sex.FEMALE), EARLY
        )
        for n, bed in enumerate(beds)
    ]
    actions.admit_all(made.pk, found, by=head, at=EARLY)
    return made.pk
