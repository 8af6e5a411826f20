"""From which day a change of the tree may hold, and what stands in its way."""

from collections.abc import Iterable
from datetime import date

from anlin.base.problems import Problem
from anlin.places.rules import COMMUNITY, LEVELS, Kind, may_hold


class FromTodayError(Problem):
    """A change of the tree was to hold from a day that is over."""

    code = "place-from-today"
    zh = "地方的调整从今天或以后生效，已经过去的日子不改。"
    en = "A change of places holds from today or later; days that are over stay as they were."
    way_out_zh = "请选今天或以后的日期。"
    way_out_en = "Choose today or a later day."


class FromTomorrowError(Problem):
    """People live there, and a day that has begun is counted where they live now."""

    code = "place-from-tomorrow"
    zh = "{name}有人居住，今天的任务还按现在的地方算。"
    en = "People live in {name}, and today's duties are counted where they live now."
    way_out_zh = "请选明天或以后的日期，最好是周一：每周的任务就不会跨过调整日。"
    way_out_en = (
        "Choose tomorrow or later, best a Monday: then no week's duty runs across the change."
    )


class StillLivedInError(Problem):
    """A place was to close while people live in it."""

    code = "place-still-lived-in"
    http = 409
    zh = "{name}还登记有 {number} 位居民，不能关闭。"
    en = "{number} residents are registered in {name}; it cannot close."
    way_out_zh = "请先登记他们搬走，或改用合并、改码，让居民随地方一起过去。"
    way_out_en = (
        "Record that they moved first, or join it with another place so that they go along."
    )


class NotYoursToChangeError(Problem):
    """The role or the place does not carry changes of the tree there."""

    code = "place-not-yours"
    http = 403
    zh = "您的岗位或辖区不能调整这个地方。"
    en = "Your role or your place does not carry a change of this one."
    way_out_zh = "请找本社区、街道或区县负责人办理。"
    way_out_en = "Ask who leads the community, the street or the county."


def fitting(above: Kind) -> list[Kind]:
    """Return the kinds of place that can be set up below one of kind `above`."""
    return [kind for kind in Kind if may_hold(above, kind)]


def like(kind: Kind) -> list[Kind]:
    """Return the kinds on the level of `kind` that it could be instead."""
    gathers = {Kind.COMPOUND} if kind is not Kind.COMPOUND else set(Kind) - {Kind.COMPOUND}
    return [each for each in Kind if LEVELS[each] == LEVELS[kind] and each not in gathers]


def check_day(on: date, today: date, *, lived_in: str = "") -> None:
    """Refuse a day that is over; and today, for places in which people live.

    Raises:
        FromTodayError: it is over.
        FromTomorrowError: it is today, and people live in `lived_in`.
    """
    if on < today:
        raise FromTodayError(field="on")
    if lived_in and on == today:
        raise FromTomorrowError(field="on", name=lived_in)


def counts_people(levels: Iterable[int]) -> bool:
    """Tell whether places of these levels are small enough to say how many live in each."""
    return all(level >= COMMUNITY for level in levels)
