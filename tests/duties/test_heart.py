"""The heart on the database: planning, following facts, counting, listing and sweeping."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import NEVER, local_day, start_of
from anlin.base.scope import nationwide, open_scope
from anlin.duties import actions, queries
from anlin.duties.actions import MayNotRelieveError
from anlin.duties.models import Beat, Escalation, Lapse, Window
from anlin.duties.queries import Count, LawInForce
from anlin.duties.rules.facts import Facts, PeriodFact, PlaceFact, SubjectFact
from anlin.places.models import Place
from anlin.places.rules import Period, lo_of
from anlin.policy.rules import Ruling
from anlin.records.rules import EvidenceKind
from tests.duties import town
from tests.duties.ladders import UP_TO_STREET
from tests.duties.readings import derived, read
from tests.duties.town import (
    BUILDINGS,
    COMMUNITIES,
    DAILY,
    DAY,
    HOUR,
    REPORT,
    ROUNDS,
    STANDING,
    WEEK,
    WEEKLY,
    WHOLE_DAY,
    WORKER,
    Act,
    World,
    at,
    ruling,
    term,
)

pytestmark = pytest.mark.django_db
HERE = lo_of(COMMUNITIES[0])
TWICE_A_WEEK = ruling(WEEKLY, "0", term(WEEKLY, date(2023, 1, 2), needs=2, every=7, slots=WEEK))
A_REPORT = ruling(REPORT, "0", term(REPORT, date(2023, 1, 2), every=1, slots=WHOLE_DAY))
OPEN = tuple(PlaceFact(code) for code in COMMUNITIES)
ELDER = SubjectFact(id="1", place=BUILDINGS[0], groups=("lone_elder",))
NEIGHBOUR = SubjectFact(id="2", place=BUILDINGS[1], groups=("orphan",))


class Heart:
    """The heart in a test's transaction, with the town's law."""

    def __init__(self, as_owner: Callable[[], AbstractContextManager[None]]) -> None:
        self.as_owner = as_owner
        self.law = queries.law_in_force()

    def settle(self, *people: SubjectFact, places: tuple[PlaceFact, ...] = OPEN) -> None:
        with self.as_owner():
            town.settle(World(Facts(places=places, subjects=people), (), (), at("01-02 00:00")))

    def under(self, *rulings: Ruling) -> LawInForce:
        return replace(self.law, rulings=rulings)

    def work(self, law: LawInForce, moment: datetime) -> None:
        """Do what the product does each minute, with every day from 2 January planned."""
        days = (local_day(moment) - town.FIRST).days + 1
        first = start_of(town.FIRST) - DAY
        new = actions.plan(law=law, days=[town.FIRST + n * DAY for n in range(days)], at=first)
        actions.derive(windows=new, at=moment)
        actions.reconcile(law=law, at=moment)
        actions.refresh(at=moment)


@pytest.fixture
def heart(as_owner: Callable[[], AbstractContextManager[None]]) -> Iterator[Heart]:
    with as_owner():
        town.found()
    with nationwide():
        yield Heart(as_owner)


def record(*acts: Act, known: int = 0) -> None:
    """Record acts that arrive in this order; the first `known` of them have been recorded."""
    world = World(Facts(subjects=(ELDER, NEIGHBOUR)), (), acts, at("01-30 00:00"))
    town.deliver(world.entries()[known:])


def contact(subject: str, done: str, received: str | None = None) -> Act:
    return Act(subject, (EvidenceKind.CONTACT,), at(done), at(received or done))


def count(moment: str, *, level: int = 5, lo: int = HERE) -> Count:
    """Return the count of all measures at a place on the day of a moment, as it stands then."""
    told = queries.board(lo=lo, level=level, day=local_day(at(moment)), at=at(moment))
    return sum((each.count for each in told), Count())


def statuses(moment: str) -> list[str]:
    asked = at(moment)
    windows = queries.windows_of(local_day(asked))
    return [row.status for row in queries.duties(lo=0, hi=10**18, windows=windows, at=asked)]


def test_the_law_of_the_database_is_the_law_as_released(heart: Heart) -> None:
    asked = {each.code: each for each in heart.law.asked}
    assert asked["T-7"].bands == ((0, "0-64"), (65, "65+"))
    assert asked["T-7"].outcomes == ("yellow", "red")
    assert asked["T-6"].deadline
    assert heart.law.rulings == ()


def test_two_contacts_in_a_week_settle_the_week(heart: Heart) -> None:
    heart.settle(ELDER, NEIGHBOUR)
    record(contact("1", "01-02 10:00"), contact("1", "01-05 10:00"), contact("2", "01-03 10:00"))
    heart.work(heart.under(TWICE_A_WEEK), at("01-06 00:00"))
    assert count("01-06 00:00") == Count(due=2, met=1, open=1)
    assert count("01-08 23:59") == Count(due=2, met=1, open=1)
    assert count("01-09 00:00", level=0, lo=0) == Count()
    assert sorted(statuses("01-06 00:00")) == ["met", "open"]


def test_open_becomes_missed_by_asking_later_and_nothing_is_written_for_it(heart: Heart) -> None:
    heart.settle(ELDER)
    law = heart.under(ruling(DAILY, "0", term(DAILY, date(2023, 1, 2), every=1, slots=ROUNDS)))
    heart.work(law, at("01-03 05:00"))
    assert count("01-03 11:59") == Count(due=2, open=2)
    assert count("01-03 12:00") == Count(due=2, missed=1, open=1)
    assert count("01-03 18:00") == Count(due=2, missed=2)


def test_planning_again_writes_nothing(heart: Heart) -> None:
    law = heart.under(TWICE_A_WEEK, A_REPORT)
    days = [date(2023, 1, 2), date(2023, 1, 3)]
    assert len(actions.plan(law=law, days=days, at=at("01-01 00:00"))) == 3
    assert actions.plan(law=law, days=days, at=at("01-01 00:00")) == []


def test_a_window_that_has_opened_stays_when_the_law_changes(heart: Heart) -> None:
    today, tomorrow = date(2023, 1, 4), date(2023, 1, 5)
    actions.plan(law=heart.under(A_REPORT), days=[today, tomorrow], at=at("01-03 12:00"))
    earlier = ruling(REPORT, "500103", term(REPORT, today, every=1, slots=ROUNDS[:1]))
    actions.plan(law=heart.under(A_REPORT, earlier), days=[today, tomorrow], at=at("01-04 05:00"))
    planned = Window.objects.order_by("opens", "lo").values_list("opens", "lo", "hi")
    county = town.lo_of("500103"), lo_of("500103") + 10**12
    assert [(opens, lo, hi) for opens, lo, hi in planned if opens < start_of(tomorrow)] == [
        (at("01-04 00:00"), 0, 10**18),
        (at("01-04 06:00"), *county),
    ]
    assert [(opens, lo, hi) for opens, lo, hi in planned if opens >= start_of(tomorrow)] == [
        (at("01-05 00:00"), 0, county[0]),
        (at("01-05 00:00"), county[1], 10**18),
        (at("01-05 06:00"), *county),
    ]


def test_a_standing_window_gives_way_where_a_place_sets_a_rate(heart: Heart) -> None:
    heart.settle(ELDER)
    ever = ruling(STANDING, "0", term(STANDING, date(2023, 1, 2), every=None))
    actions.plan(law=heart.under(ever), days=[date(2023, 1, 9)], at=at("01-09 01:00"))
    (whole,) = Window.objects.all()
    assert (whole.lo, whole.hi, whole.closes, whole.late_until) == (0, 10**18, NEVER, NEVER)
    weekly = ruling(STANDING, "500103", term(STANDING, date(2023, 1, 11), every=7, slots=WEEK))
    law = heart.under(ever, weekly)
    actions.plan(law=law, days=[date(2023, 1, 10), date(2023, 1, 11)], at=at("01-10 01:00"))
    ends = [row.late_until for row in Window.objects.order_by("lo") if row.standing]
    assert ends == [NEVER, at("01-11 00:00"), NEVER]
    assert actions.plan(law=law, days=[date(2023, 1, 11)], at=at("01-11 01:00")) == []


def test_obligations_follow_the_facts_and_only_changed_communities_are_marked(
    heart: Heart,
) -> None:
    heart.settle(ELDER)
    law = heart.under(TWICE_A_WEEK)
    assert actions.reconcile(law=law, at=at("01-02 00:00")) == 1
    assert actions.reconcile(law=law, at=at("01-02 00:01")) == 0
    with heart.as_owner():
        from anlin.people.models import SpecialGroup

        SpecialGroup.objects.update(until=date(2023, 1, 10))
    assert actions.reconcile(law=law, at=at("01-02 00:02")) == 1
    heart.work(law, at("01-09 12:00"))
    assert count("01-08 12:00") == Count(due=1, open=1)
    assert count("01-09 12:00") == Count()


def test_refreshing_derives_what_changed_and_equals_deriving_all(heart: Heart) -> None:
    heart.settle(ELDER, NEIGHBOUR)
    law = heart.under(TWICE_A_WEEK, A_REPORT)
    heart.work(law, at("01-04 00:00"))
    assert actions.refresh(at=at("01-04 00:01")) == 0
    record(contact("1", "01-03 10:00"), contact("1", "01-04 10:00"))
    assert actions.refresh(at=at("01-04 11:00")) == 1
    quick = count("01-04 11:00", level=0, lo=0)
    windows = list(Window.objects.values_list("pk", flat=True))
    actions.derive(windows=windows, at=at("01-04 11:00"))
    assert count("01-04 11:00", level=0, lo=0) == quick == Count(due=5, met=1, open=4)


def test_deriving_a_part_leaves_the_sums_above_whole(heart: Heart) -> None:
    heart.settle(ELDER, replace_place(NEIGHBOUR, BUILDINGS[4]))
    heart.work(heart.under(TWICE_A_WEEK), at("01-04 00:00"))
    windows = list(Window.objects.values_list("pk", flat=True))
    actions.derive(windows=windows, at=at("01-04 00:00"), within=(HERE, HERE + 10**6))
    assert count("01-04 00:00", level=0, lo=0) == Count(due=2, open=2)


def replace_place(person: SubjectFact, place: str) -> SubjectFact:
    return SubjectFact(id=person.id, place=place, groups=person.groups)


def test_a_unit_closed_five_days_twice_is_counted_on_the_days_it_was_open(heart: Heart) -> None:
    heart.settle()
    law = heart.under(A_REPORT)
    closed = [(date(2023, 1, 4), date(2023, 1, 9)), (date(2023, 1, 12), date(2023, 1, 17))]
    periods = [Period(date(2000, 1, 1))]
    for first, again in closed:
        heart.work(law, start_of(first) - HOUR)
        periods[-1] = Period(periods[-1].since, first)
        _open(heart, periods)
        heart.work(law, start_of(first) + HOUR)
        periods.append(Period(again))
        _open(heart, periods)
        heart.work(law, start_of(again) + HOUR)
    heart.work(law, at("01-20 00:00"))
    owed = [count(f"01-{day:02} 12:00").due for day in range(2, 20)]
    assert owed == [
        int(not any(first <= date(2023, 1, day) < again for first, again in closed))
        for day in range(2, 20)
    ]
    assert [count(f"01-{day:02} 12:00", level=0, lo=0).due for day in range(2, 20)] == [
        each + 2 for each in owed
    ]
    facts = Facts(
        places=(
            PlaceFact(COMMUNITIES[0], periods=tuple(PeriodFact(p.since, p.until) for p in periods)),
            *OPEN[1:],
        )
    )
    world = World(facts, (A_REPORT,), (), at("01-20 00:00"))
    everything = list(Window.objects.values_list("pk", flat=True))
    assert derived(everything, world.at) == read(world)


def _open(heart: Heart, periods: list[Period]) -> None:
    with heart.as_owner():
        Place.objects.filter(code=COMMUNITIES[0]).update(periods=periods)


def test_an_excuse_and_an_exemption_are_counted_apart(heart: Heart) -> None:
    heart.settle(ELDER, NEIGHBOUR)
    for subject, kind in ((1, "excused"), (2, "exempt")):
        actions.relieve(
            kind=kind, subject=subject, place=HERE + 1001 + (subject - 1) * 1000, reason="住院",
            since=at("01-03 00:00"), until=at("01-20 00:00"), by=WORKER, at=at("01-03 00:00"),
        )  # fmt: skip
    heart.work(heart.under(TWICE_A_WEEK), at("01-09 12:00"))
    assert count("01-04 00:00") == Count(due=1, excused=1, exempt=1)


def test_a_grid_worker_excuses_nobody(heart: Heart) -> None:
    by = Viewer(
        user=8, name="网格员", role=Role.GRID_WORKER, place_code=BUILDINGS[0][:15],
        lo=lo_of(BUILDINGS[0][:15]), hi=lo_of(BUILDINGS[0][:15]) + 1000, level=6,
    )  # fmt: skip
    with pytest.raises(MayNotRelieveError):
        actions.relieve(
            kind="excused", subject=1, place=by.lo, reason="忙", since=at("01-03 00:00"),
            until=at("01-04 00:00"), by=by, at=at("01-03 00:00"),
        )  # fmt: skip


def test_a_missed_duty_lapses_once_and_climbs_when_its_time_has_come(heart: Heart) -> None:
    heart.settle(ELDER)
    heart.work(heart.under(TWICE_A_WEEK), at("01-08 12:00"))
    assert actions.sweep(at=at("01-08 23:59"), since=at("01-08 00:00"), ladders=UP_TO_STREET) == 0
    assert actions.sweep(at=at("01-09 00:00"), since=at("01-08 00:00"), ladders=UP_TO_STREET) == 1
    assert actions.sweep(at=at("01-09 00:01"), since=at("01-08 00:00"), ladders=UP_TO_STREET) == 0
    assert list(Escalation.objects.values_list("rung", flat=True)) == [1]
    since = queries.swept_until(at("01-12 00:00"))
    assert actions.sweep(at=at("01-12 00:00"), since=since, ladders=UP_TO_STREET) == 0
    assert list(Escalation.objects.order_by("rung").values_list("rung", flat=True)) == [1, 2]


def test_a_lapse_stays_when_the_act_turns_out_to_have_been_in_time(heart: Heart) -> None:
    heart.settle(ELDER)
    early = contact("1", "01-03 10:00")
    record(early)
    heart.work(heart.under(TWICE_A_WEEK), at("01-09 00:00"))
    actions.sweep(at=at("01-09 00:00"), since=at("01-08 00:00"), ladders=UP_TO_STREET)
    record(early, contact("1", "01-08 20:00", "01-09 09:00"), known=1)
    actions.refresh(at=at("01-09 09:00"))
    assert Lapse.objects.count() == 1
    (row,) = queries.duties(
        lo=0, hi=10**18, windows=queries.windows_of(date(2023, 1, 8)), at=at("01-09 09:00")
    )
    assert (row.status, row.received_late, row.cured) == ("met", True, True)


def test_a_correction_long_after_the_sweep_raises_what_it_uncovers(heart: Heart) -> None:
    heart.settle(ELDER)
    two = contact("1", "01-03 10:00"), contact("1", "01-04 10:00")
    record(*two)
    heart.work(heart.under(TWICE_A_WEEK), at("01-08 00:00"))
    assert actions.sweep(at=at("01-12 00:00"), since=at("01-08 00:00"), ladders=UP_TO_STREET) == 0
    nobody = (EvidenceKind.CONTACT_ATTEMPT,)
    record(*two, Act("1", nobody, at("01-04 10:00"), at("01-20 10:00"), corrects=1), known=2)
    actions.refresh(at=at("01-20 10:00"))
    since = queries.swept_until(at("01-20 10:01"))
    actions.sweep(at=at("01-20 10:01"), since=since, ladders=UP_TO_STREET)
    assert Lapse.objects.get().opens == at("01-02 00:00")
    assert Escalation.objects.count() == 2


def test_what_a_worker_should_see_holds_running_and_just_missed_windows_only(heart: Heart) -> None:
    ended = replace(term(STANDING, date(2023, 1, 2), every=None), until=date(2023, 1, 5))
    law = heart.under(TWICE_A_WEEK, A_REPORT, ruling(STANDING, "0", ended))
    days = [town.FIRST + n * DAY for n in range(12)]
    actions.plan(law=law, days=days, at=at("01-01 00:00"))
    codes = {number: code for code, number in town.measure_numbers().items()}
    seen = queries.windows_to_do(at("01-10 12:00")).order_by("measure_id", "opens")
    assert [(codes[each.measure_id], each.opens.astimezone(town.ZONE).day) for each in seen] == [
        ("T-1", 2), ("T-1", 9), ("T-4", 8), ("T-4", 9), ("T-4", 10),
    ]  # fmt: skip


def test_the_most_urgent_duty_comes_first(heart: Heart) -> None:
    heart.settle(ELDER)
    weekly = TWICE_A_WEEK
    daily = ruling(DAILY, "0", term(DAILY, date(2023, 1, 2), every=1, slots=ROUNDS))
    heart.work(heart.under(weekly, daily), at("01-03 13:00"))
    rows = queries.duties(
        lo=0, hi=10**18, windows=queries.windows_of(date(2023, 1, 3)), at=at("01-03 13:00")
    )
    assert [(row.measure, row.status) for row in rows] == [
        ("T-2", "missed"), ("T-2", "upcoming"), ("T-1", "open"),
    ]  # fmt: skip


def test_a_grid_s_count_is_live_and_adds_up_to_its_community(heart: Heart) -> None:
    heart.settle(ELDER, NEIGHBOUR)
    heart.work(heart.under(TWICE_A_WEEK), at("01-04 00:00"))
    grids = queries.board_below(
        lo=HERE, hi=HERE + 10**6, level=6, day=date(2023, 1, 4), at=at("01-04 00:00")
    )
    assert [(each.place, each.count.due) for each in grids] == [(HERE + 1000, 1), (HERE + 2000, 1)]
    assert queries.board(lo=HERE + 1000, level=6, day=date(2023, 1, 4), at=at("01-04 00:00")) == [
        grids[0]
    ]


def test_nothing_is_derived_for_who_may_not_see_it(heart: Heart) -> None:
    heart.settle(ELDER)
    heart.work(heart.under(TWICE_A_WEEK), at("01-04 00:00"))
    with open_scope(HERE + 10**6, HERE + 2 * 10**6, names=True):
        assert statuses("01-04 00:00") == []
        assert count("01-04 00:00") == Count()


def test_the_heart_remembers_how_far_it_has_come(heart: Heart) -> None:
    assert queries.refreshed_at() is None
    heart.work(heart.under(A_REPORT), at("01-04 00:00"))
    assert queries.refreshed_at() == at("01-04 00:00")
    assert Beat.objects.get().reconciled_at == at("01-04 00:00")


def test_an_excuse_for_some_days_does_not_settle_a_demand_that_never_closes(
    heart: Heart,
) -> None:
    heart.settle(ELDER)
    stands = heart.under(ruling(STANDING, "50", term(STANDING, date(2023, 1, 5))))
    actions.relieve(
        kind="excused", subject=1, place=HERE + 1001, reason="住院", since=at("01-17 00:00"),
        until=at("01-19 00:00"), by=WORKER, at=at("01-17 00:00"),
    )  # fmt: skip
    for moment, excused in (("01-18 12:00", 1), ("01-20 12:00", 0)):
        heart.work(stands, at(moment))
        assert statuses(moment) == ["excused" if excused else "open"]
        assert count(moment) == Count(due=1, excused=excused, open=1 - excused)
