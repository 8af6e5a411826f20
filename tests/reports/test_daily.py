"""Golden days: communities closed, split, merged, homes begun and ended, reports of all kinds."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import start_of
from anlin.base.scope import nationwide
from anlin.committees.actions import report
from anlin.committees.queries import line_names
from anlin.committees.rules import PLACE, Line, Subject
from anlin.duties.actions import derive, plan, reconcile
from anlin.duties.models import Window
from anlin.duties.queries import law_in_force
from anlin.institutions.models import Institution
from anlin.places import actions as places
from anlin.places.models import Place
from anlin.places.rules import EVER, Period, kind_of, level_of, lo_of, span
from anlin.policy import actions as policy
from anlin.policy import pack
from anlin.policy.management.commands.packs import FOLDER, known
from anlin.records.actions import make_weeks
from anlin.reports.actions import count_day
from anlin.reports.queries import Reported, daily
from tests.accounts.people import hire
from tests.twins import found_out

HOME = "institution"
COUNTY, STREETS = "500103", ("500103001", "500103002")
CODES = [f"{street}{n:03}" for street in STREETS for n in range(1, 6)]
FIRST, HOUR, DAY = date(2023, 1, 2), timedelta(hours=1), timedelta(days=1)
DAYS = [FIRST + n * DAY for n in range(5)]
NOW = start_of(FIRST + 5 * DAY) + 10 * HOUR
HOMES = [f"{CODES[n]}{serial}" for n in (2, 3, 7, 8) for serial in (801, 802)]
NAMES = {
    "0": "全国",
    "50": "重庆市",
    "5001": "市辖区",
    COUNTY: "渝中区",
    **dict.fromkeys(STREETS, "街道"),
}


@pytest.fixture
def county(committed: str) -> Iterator[Viewer]:
    """A county whose communities close, reopen, split and merge within five days."""
    divisions = NAMES | {code: f"社区{code[-4:]}" for code in CODES}
    Place.objects.using("owner").bulk_create(
        Place(
            code=code, level=level_of(code), lo=span(code)[0], hi=span(code)[1],
            kind=kind_of(code, name).value, name=name, periods=[Period(EVER)],
        )
        for code, name in divisions.items()
    )  # fmt: skip
    early = start_of(FIRST - 3 * DAY)
    policy.release(pack.load_all(FOLDER, known()), by=None, at=early)
    for name in ("national-2020-communities", "warning-draft"):
        policy.adopt(
            name, COUNTY, since=FIRST - DAY, by=None, at=early, reason="演练", knowingly=True,
            using="owner",
        )  # fmt: skip
    Institution.objects.using("owner").bulk_create(
        Institution(
            place=lo_of(code), kind="elder_care", name=f"颐养院{code[-7:]}", owner="public",
            since=DAYS[2] if code == HOMES[0] else EVER,
            until=DAYS[3] if code == HOMES[1] else None, registered_at=early,
        )
        for code in HOMES
    )  # fmt: skip
    leader = hire("leader", Role.COUNTY_LEADER, COUNTY)
    with nationwide():
        make_weeks(since=early, until=NOW + 28 * DAY)
        places.close_place(CODES[0], DAYS[1], by=None, at=NOW)
        places.reopen_place(CODES[0], DAYS[3], by=None, at=NOW)
        places.split(CODES[1], ["东社区", "西社区"], DAYS[2], by=None, at=NOW)
        places.merge([CODES[5], CODES[6]], "合并社区", DAYS[2], by=None, at=NOW)
    yield leader
    connections.close_all()


def worker(code: str) -> Viewer:
    lo, hi = span(code)
    role = Role.HOME_HEAD if code in HOMES else Role.COMMUNITY_WORKER
    return Viewer(7, "陈明", role, code, lo, hi, level_of(code))


def send(code: str, day: date, at: datetime, fevers: int = 0, after: int = 0) -> None:
    lines = dict.fromkeys(line_names(), Line(None, 0)) | {"fevers": Line(None, fevers)}
    kind = HOME if code in HOMES else PLACE
    report(
        subject=Subject(kind, lo_of(code)), day=day, lines=lines, after=after,
        reason="更正" if after else "", client_id=uuid4(), by=worker(code), at=at,
    )  # fmt: skip


def owing(day: date, kind: str) -> list[str]:
    """Return who owes a report of `day`: communities open then, or homes that had begun."""
    if kind == HOME:
        begun = HOMES[1:] if day < DAYS[2] else HOMES
        return [code for code in begun if code != HOMES[1] or day < DAYS[3]]
    open_then = Place.objects.filter(level=5, periods__open_on=day).order_by("code")
    return [place.code for place in open_then]


def live(day: date, kind: str) -> dict[str, str]:
    """Let those who owe a report of `day` report by their number; return how each did."""
    told = {}
    for number, code in enumerate(owing(day, kind)):
        noon, evening = start_of(day) + 12 * HOUR, start_of(day) + 20 * HOUR
        how = ("zero", "double", "corrected", "after", "never")[(number + day.day) % 5]
        if how in ("zero", "double", "corrected"):
            send(code, day, noon)
        if how == "double":
            send(code, day, evening)
        if how == "corrected":
            send(code, day, evening, fevers=2, after=1)
        if how == "after":
            send(code, day, start_of(day + DAY) + 8 * HOUR)
        told[code] = how
    return told


def recounted(told: dict[str, str], under: str) -> tuple[int, ...]:
    """Count one by one, from what each community did."""
    own = [how for code, how in told.items() if code.startswith(under)]
    in_time = sum(how in ("zero", "double", "corrected") for how in own)
    after = own.count("after")
    zeros = own.count("zero") + own.count("double") + after
    return len(own), in_time, in_time + after, own.count("never"), zeros, own.count("corrected")


def shown(row: Reported) -> tuple[int, ...]:
    return row.expected, row.on_time, row.received, row.missing, row.zero, row.corrected


def count_all() -> None:
    with nationwide():
        law = law_in_force()
        plan(law=law, days=set(DAYS), at=NOW)
        reconcile(law=law, at=NOW)
        derive(windows=list(Window.objects.values_list("pk", flat=True)), at=NOW)
    for day in DAYS:
        with nationwide():
            count_day(day=day, at=NOW)


def adds_up(leader: Viewer, told: dict[date, dict[str, str]], kind: str) -> None:
    for day in DAYS:
        with nationwide():
            found = daily(leader, COUNTY, day, NOW, kind)
            silent = {each.duty.place for each in found.silent}
            assert shown(found.total) == recounted(told[day], COUNTY)
            for street in found.below:
                assert shown(street) == recounted(told[day], street.code)
            sums = [sum(values) for values in zip(*map(shown, found.below), strict=True)]
        assert tuple(sums) == shown(found.total)
        assert all(0 <= part <= found.total.expected for part in shown(found.total))
        if kind == HOME:  # a late report leaves the day's duty missed
            left = [code for code, how in told[day].items() if how in ("never", "after")]
            assert silent == {lo_of(code) for code in left}


@pytest.mark.parametrize("kind", [PLACE, HOME])
def test_each_figure_of_golden_days_is_that_of_a_recount(county: Viewer, kind: str) -> None:
    with nationwide():
        told = {day: live(day, kind) for day in DAYS}
    count_all()
    adds_up(county, told, kind)
    sizes = {PLACE: {10, 9}, HOME: {7, 8}}  # nobody is owed while closed
    assert {len(of) for of in told.values()} == sizes[kind]
    with nationwide():
        other = daily(county, COUNTY, DAYS[0], NOW, HOME if kind == PLACE else PLACE).total
    assert (other.expected > 0, other.received) == (True, 0)  # neither is counted for the other
    with connections["owner"].cursor() as cursor:  # a version that is counted as a report
        cursor.execute("update committees_report set version = 3 where version = 2")
    for day in DAYS:
        with nationwide():
            count_day(day=day, at=NOW)
    with found_out():
        adds_up(county, told, kind)
