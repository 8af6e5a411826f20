"""Before somebody starts: what was found since they began to isolate, as facts of a gate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from anlin.policy.rules import Asked

WORDS = {
    "staff_isolation": ("隔离观察 {has} 天，须满 {wants} 天", "{has} of {wants} days of isolation"),
    "staff_abnormal": (
        "身体异常次数 {has}，须为 {wants}",
        "something abnormal: {has}, may be {wants}",
    ),
    "staff_infected": (
        "检测阳性 {has} 次，须为 {wants} 次",
        "positive tests: {has}, may be {wants}",
    ),
    "staff_tests": ("检测阴性 {has} 次，须有 {wants} 次", "{has} of {wants} negative tests"),
}
START = tuple(WORDS)


class Found(StrEnum):
    """What was found of a worker on a day; `void` takes back the finding it corrects."""

    WELL = "well"
    SYMPTOM = "symptom"
    NEGATIVE = "negative"
    POSITIVE = "positive"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands of a worker before duty.

    `isolated_on` is the first day of isolation, day 0; None if it never began. `left_on` is the
    day on which it was broken off or ended; None while it lasts. Findings are counted from
    `isolated_on` on, or from the day of hiring.
    """

    isolated_on: date | None = None
    left_on: date | None = None
    well: int = 0
    symptom: int = 0
    negative: int = 0
    positive: int = 0


def facts_of(seen: Looked, today: date) -> Mapping[str, int | None]:
    """Return what a gate asks about, of somebody at `today`.

    Full days are counted: on the day isolation begins there is none. Whether something abnormal
    was found is not known of whom nobody looked at.
    """
    until = min(seen.left_on or today, today)
    days = 0 if seen.isolated_on is None else max((until - seen.isolated_on).days, 0)
    looked = seen.well + seen.symptom + seen.negative + seen.positive
    return {
        "staff_isolation": days,
        "staff_abnormal": seen.symptom + seen.positive if looked else None,
        "staff_infected": seen.positive,
        "staff_tests": seen.negative,
    }


def missing(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """Return which conditions of a gate are not met."""
    return tuple(each for each in asked if not each.met)


def in_words(asked: Asked) -> tuple[str, str]:
    """Return what a condition asks and what is so, in Chinese and English."""
    zh, en = WORDS[asked.limit.name]
    wants = f"{asked.limit.value.normalize():f}"
    unknown = asked.has is None
    return (
        zh.format(has="未知" if unknown else f"{asked.has:f}", wants=wants),
        en.format(has="not known" if unknown else f"{asked.has:f}", wants=wants),
    )


def earliest(asked: Iterable[Asked], seen: Looked, today: date) -> date | None:
    """Return the day on which nothing but days of isolation will be missing; None if more is."""
    lacking = missing(asked)
    if not lacking or any(each.limit.name != "staff_isolation" for each in lacking):
        return None
    if seen.isolated_on is None or seen.left_on is not None:
        return None
    return max(seen.isolated_on + timedelta(days=int(lacking[0].limit.value)), today)
