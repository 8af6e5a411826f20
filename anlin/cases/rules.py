"""Home observation as plain values: why it begins, which day it is, how long it lasts."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from anlin.base.problems import Problem
from anlin.places.rules import span
from anlin.policy.rules import Ruling

POPULATION = "people_in_home_observation"


class Reason(StrEnum):
    """What happened on day 0."""

    RETURNED = "returned"
    CONTACT = "contact"
    FAMILY = "family"
    OTHER = "other"


class Ending(StrEnum):
    """Why an observation ended before its last day; `renewed` by a new event of a later day."""

    HOSPITAL = "hospital"
    MOVED = "moved"
    MISTAKE = "mistake"
    RENEWED = "renewed"
    OTHER = "other"


def day_number(begun_on: date, day: date) -> int:
    """Return which day of observation `day` is; the day of the event is day 0.

    Source: mission/domain.md 1.4, "day counting"; no document of A to E says how days are counted.
    """
    return (day - begun_on).days


def ruling_at(rulings: Iterable[Ruling], place: int, day: date) -> Ruling | None:
    """Return the ruling that decides how long observation at `place` lasts on `day`.

    Of each measure the nearest ruling holds; of several measures the longest lasting one decides,
    and one without an end lasts longest.
    """
    nearest: dict[str, Ruling] = {}
    for ruling in sorted(rulings, key=_narrowness):
        lo, hi = span(ruling.place)
        in_force = ruling.since <= day and (ruling.until is None or day < ruling.until)
        if in_force and lo <= place < hi:
            nearest.setdefault(ruling.measure, ruling)
    return max(nearest.values(), key=_length, default=None)


def _narrowness(ruling: Ruling) -> int:
    lo, hi = span(ruling.place)
    return hi - lo


def _length(ruling: Ruling) -> float:
    return float("inf") if ruling.term.lasts is None else ruling.term.lasts


class AlreadyObservedError(Problem):
    """Somebody is under observation already, for this event or a later one."""

    code = "already-observed"
    http = 409
    zh = "这个人从 {day} 起已在居家观察。"
    en = "This person is under home observation already, for an event of {day}."
    way_out_zh = "日期记错了，请先结束原来的观察，原因选“登记有误”，再重新登记。"
    way_out_en = "If that day is wrong, end that observation as a mistake and open it anew."


class NotObservedError(Problem):
    """Nobody is observed here who could be let go."""

    code = "not-observed"
    http = 409
    zh = "这个人现在不在居家观察。"
    en = "This person is not under home observation now."
    way_out_zh = "请刷新后核对。"
    way_out_en = "Please reload and check."


class TooLongPastError(Problem):
    """The days of observation that an event asks for have all passed."""

    code = "observation-past"
    zh = "从 {day} 起的 {lasts} 天观察期已过，不必登记。"
    en = "The {lasts} days of observation after {day} have passed; there is nothing to observe."
    way_out_zh = "请核对日期。"
    way_out_en = "Please check the day."
