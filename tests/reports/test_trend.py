"""Fourteen days as a line: each point is what the board of that day says, at every level."""

from datetime import date, timedelta

import pytest

from anlin.base.days import local_day
from anlin.places.rules import COMMUNITY, GRID, span
from anlin.reports.queries import Point, Trend, Trends, trends
from anlin.reports.templatetags.charts import spark
from tests.duties import town
from tests.duties.town import COMMUNITIES, World
from tests.laws import broken
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart
from tests.laws.worlds import worlds

FIRST = date(2023, 1, 20)
DAY = timedelta(days=1)


def _of(world: World, lo: int, hi: int, level: int) -> Trends:
    return trends(lo=lo, hi=hi, level=level, day=local_day(world.at), at=world.at)


def both_readings_agree(heart: Heart, world: World) -> None:
    """Figures and duties draw the same lines, and the nation's is the sum of the communities'."""
    heart.take(world)
    nation = _of(world, *span("0"), 0)
    below = []
    for code in COMMUNITIES:
        counted = _of(world, *span(code), COMMUNITY)
        assert counted == _of(world, *span(code), GRID)
        below.append(counted)
    assert nation.total.points == tuple(
        _sum([of.total.points[n] for of in below]) for n in range(len(nation.total.points))
    )


def _sum(same_day: list[Point]) -> Point:
    return Point(
        same_day[0].day,
        sum(each.due for each in same_day),
        sum(each.met for each in same_day),
        sum(each.late for each in same_day),
        sum(each.excused for each in same_day),
    )


@pytest.mark.django_db
def test_a_line_from_figures_is_the_line_from_evidence(heart: Heart) -> None:
    holds(lambda world: both_readings_agree(heart, world), worlds(), one_in=4)


@pytest.mark.django_db
def test_a_line_that_counts_what_is_still_open_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(
        monkeypatch, {"reports/trend": ("else w.lapses <= %(at)s end", "else true end")}
    )
    breaks(lambda world: both_readings_agree(heart, world), worlds())


def _trend(*shares: int | None) -> Trend:
    """Return a trend of which the last days have these shares, of a hundred duties each."""
    days = [FIRST - n * DAY for n in range(20, -1, -1)]
    told = [None] * (21 - len(shares)) + list(shares)
    made = [Point(d) if s is None else Point(d, 100, s) for d, s in zip(days, told, strict=True)]
    return Trend(tuple(made[:7]), tuple(made[7:]))


def test_the_newest_day_is_compared_with_the_same_weekday_a_week_before() -> None:
    trend = _trend(90, 80, 80, 80, 80, 80, 80, 93)
    assert trend.change == pytest.approx(3)
    assert trend.last == Point(FIRST, 100, 93)
    assert trend.week_before == Point(FIRST - 7 * DAY, 100, 90)


def test_a_day_that_is_not_over_leaves_the_last_one_that_is() -> None:
    trend = _trend(90, 80, 80, 80, 80, 80, 93, None)
    assert trend.last == Point(FIRST - DAY, 100, 93)
    assert trend.change is None  # a week before that, nothing had been owed


def test_nothing_over_is_no_line_and_no_number() -> None:
    trend = _trend()
    assert (trend.last, trend.change, trend.worst) == (None, None, None)
    assert spark(trend)["path"] == ""


def test_a_gap_stays_a_gap() -> None:
    path = str(spark(_trend(90, 90, None, 90))["path"])
    assert path.count("M") == 2
    assert str(spark(_trend(90, 90, 90, 90))["path"]).count("M") == 1


def test_a_line_is_read_out() -> None:
    label = str(spark(_trend(70, 90))["label"])
    assert "90.0%" in label
    assert "70.0%" in label


def test_the_town_has_measures_that_are_never_over() -> None:
    assert town.STANDING in town.MEASURES  # they have no day, and draw no line
