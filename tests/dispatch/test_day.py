"""The day's picture: figures equal a recount, parents their children; silence is counted."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from random import Random
from statistics import median
from typing import Any

import pytest

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import NEVER, local_day, start_of
from anlin.base.scope import open_scope
from tests.dispatch.conftest import COUNTY
from tests.people.street import AT, at_work

HOUR = timedelta(hours=1)
DAY = local_day(AT)
CODES = ("500103001001", "500103001002", "500103002001", "500103002002")
Block = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def county(db: None, as_owner: Block) -> None:
    from anlin.places.models import Place
    from anlin.places.rules import EVER, Period, level_of, span

    names = ("500103", "500103001", "500103002", *CODES)
    with as_owner():
        Place.objects.bulk_create(
            [
                Place(code=code, level=level_of(code), lo=span(code)[0], hi=span(code)[1],
                      kind="community", name=code, periods=[Period(EVER)])
                for code in names
            ]
        )  # fmt: skip


def of_community(code: str) -> Viewer:
    lo = int(code.ljust(18, "0"))
    return at_work(Role.COMMUNITY_WORKER, lo, lo + 10**6, 5)


def live(dice: Random, raised: Callable[..., int], leader: Viewer) -> list[dict[str, Any]]:
    """Let two of four communities raise needs around the day; return what happened."""
    from anlin.dispatch.actions import answer_need, settle_need

    told = []
    for _ in range(24):
        code = dice.choice(CODES[:2])
        by, at = of_community(code), start_of(DAY) + dice.uniform(-20, 17) * HOUR
        number = raised(by=by, place=by.lo, at=at)
        one: dict[str, Any] = {"code": code, "at": at}
        if dice.random() < 0.7:
            one["answered"] = at + dice.uniform(0.1, 30) * HOUR
            answer_need(number, word="在办", by=leader, at=one["answered"])
            if dice.random() < 0.6:
                one["settled"] = one["answered"] + dice.uniform(0.1, 9) * HOUR
                settle_need(number, word="办好", by=leader, at=one["settled"])
        told.append(one)
    return told


def recount(told: list[dict[str, Any]], at: datetime) -> tuple[object, ...]:
    since = start_of(DAY)
    today = [one for one in told if since <= one["at"] < at]
    done = [one["answered"] - one["at"] for one in today if one.get("answered", NEVER) <= at]
    settled = [one for one in today if one.get("settled", NEVER) <= at]
    waiting = [one for one in told if one["at"] < at and one.get("settled", NEVER) > at]
    half = median(each.total_seconds() / 60 for each in done)
    return len(today), len(done), len(settled), len(waiting), round(half, 6)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_equals_a_recount_and_the_sum_of_its_children(
    county: None, raised: Callable[..., int], leader: Viewer, seed: int
) -> None:
    from anlin.dispatch.queries import day_of

    told = live(Random(seed), raised, leader)
    with open_scope(COUNTY, COUNTY + 10**12):
        day = day_of("500103", DAY, AT)
        street = day_of("500103001", DAY, AT)
    total = day.total
    assert total.answer_half is not None
    counted = (total.raised, total.answered, total.settled, total.waiting)
    assert (*counted, round(total.answer_half, 6)) == recount(told, AT)
    for name in ("raised", "answered", "settled", "waiting", "late", "communities", "silent"):
        assert getattr(total, name) == sum(getattr(line, name) for line in day.below)
    assert street.total.raised == next(x for x in day.below if x.code == "500103001").raised
    assert recount(told[1:], AT) != recount(told, AT)  # one need fewer shows


def test_silence_is_counted(county: None, raised: Callable[..., int], leader: Viewer) -> None:
    from anlin.dispatch.actions import answer_need
    from anlin.dispatch.queries import day_of

    def silent(at: datetime = AT) -> int:
        with open_scope(COUNTY, COUNTY + 10**12):
            return day_of("500103", local_day(at), at).total.silent

    assert silent() == 4
    by = of_community(CODES[0])
    number = raised(by=by, place=by.lo, at=AT - 2 * HOUR)
    assert silent() == 3
    answer_need(number, word="在办", by=leader, at=AT - HOUR)  # the county spoke, no community did
    assert silent() == 3
    assert silent(AT + 24 * HOUR) == 4
    answer_need(number, word="已有进展", by=by, at=AT + 23 * HOUR)
    assert silent(AT + 24 * HOUR) == 3


def test_an_institution_that_owes_a_daily_report_is_heard_for_itself(
    county: None, raised: Callable[..., int], as_owner: Block
) -> None:
    from anlin.dispatch.queries import Line, day_of

    home = int(f"{CODES[0]}801".ljust(18, "0"))

    def line(code: str = "500103") -> Line:
        with open_scope(COUNTY, COUNTY + 10**12):
            return day_of(code, DAY, AT).total

    assert (line().homes, line().homes_silent) == (0, 0)
    with as_owner():
        _owe_a_report(home)
    assert (line().homes, line().homes_silent, line().silent) == (1, 1, 4)
    assert (line("500103002").homes, line(CODES[0]).homes) == (0, 1)
    head = at_work(Role.HOME_HEAD, home, home + 1000, 6)
    raised(by=head, place=home, at=AT - HOUR)
    assert (line().homes_silent, line().silent) == (0, 4)  # its community said nothing


def _owe_a_report(home: int) -> None:
    from anlin.duties.models import Obligation, Window
    from anlin.records.rules import EvidenceKind

    since, until = start_of(DAY), start_of(DAY) + 24 * HOUR
    Window.objects.create(
        measure_id=1, opens=since, closes=until, lapses=until, late_until=until,
        lo=COUNTY, hi=COUNTY + 10**12, needs=1, spacing=timedelta(), own=False, grace=timedelta(),
        dense=False, kinds=[EvidenceKind.DAILY_REPORT], order="x", clause="X-1",
    )  # fmt: skip
    Obligation.objects.create(
        measure_id=1, place=home, subject=home, since=since - 24 * HOUR, until=NEVER
    )
