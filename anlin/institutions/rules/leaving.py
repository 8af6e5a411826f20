"""Rescue stations: a separate area first, and nobody leaves early who may be infected."""

from collections.abc import Sequence
from datetime import datetime

from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.policy.rules import Asked

RESCUE = ("rescue_isolation", "rescue_negative")


def may_leave(asked: Sequence[Asked]) -> bool:
    """Tell whether somebody may leave a rescue station: the days are full, or a test was negative.

    Where no order asks for anything, they may.
    """
    return not asked or any(each.met for each in asked)


def days_inside(since: datetime, at: datetime) -> int:
    """Return how many full days somebody has been inside; the day of coming is day 0."""
    return (local_day(at) - local_day(since)).days


class LeavesTooEarlyError(Problem):
    """Somebody leaves a rescue station before the days are full, and without a negative test."""

    code = "leaves-too-early"
    http = 409
    zh = "还不能离站（{clause}）：观察 {days} 天，须满 {wants} 天；提前离站须检测阴性。"
    en = "May not leave yet ({clause}): {days} of {wants} days; earlier only after a negative test."
    way_out_zh = "请先做检测；结果阴性即可离站。送医院不受此限。"
    way_out_en = (
        "Have a test done first; with a negative result they may leave. Hospital is exempt."
    )


class NotSeparateError(Problem):
    """Somebody is taken into a rescue station, and the bed is not in the separate area."""

    code = "not-in-separate-area"
    http = 409
    zh = "新来的人先住单独区域（{clause}），这张床不在观察区。"
    en = "Who comes new stays in the separate area first ({clause}); this bed is not in it."
    way_out_zh = "请选观察区的床位，或先把房间划为观察区。"
    way_out_en = "Choose a bed in the observation zone, or make the room one first."
