"""Three communities side by side, and what each of them sees."""

from datetime import timedelta

from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import open_scope
from anlin.cases.models import Handover
from anlin.people.models import Person
from anlin.places.models import Place
from anlin.places.rules import EVER, Period, code_of, span
from tests.people.street import COMMUNITY, at_work

WIDTH = 10**6
SIDES = [COMMUNITY + n * WIDTH for n in range(3)]
HERE, THERE, BEYOND = SIDES
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def worker_at(community: int) -> Viewer:
    return at_work(Role.COMMUNITY_WORKER, community, community + WIDTH, 5)


def code(community: int) -> str:
    return code_of(community, 5)


def found() -> None:
    """Put the three up, as loading the edition would."""
    for number, community in enumerate(SIDES):
        lo, hi = span(code(community))
        Place.objects.create(
            code=code(community), level=5, lo=lo, hi=hi, kind="community",
            name=f"第{number}社区", periods=[Period(EVER)],
        )  # fmt: skip


def seen_from(community: int, *, names: bool = True) -> tuple[set[int], set[int]]:
    """Return the persons and the open hand-overs that a community sees."""
    with open_scope(community, community + WIDTH, names=names):
        people = set(Person.objects.values_list("pk", flat=True))
        waits = Handover.objects.filter(answered_at=None).values_list("pk", flat=True)
        return people, set(waits)
