"""What becomes of a finding, and which figures look too good."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anlin.base.problems import Problem
from anlin.base.sockets import MATTERS

FINDINGS = 2 * MATTERS  # findings as subjects of duties count from here
IDENTICAL = 0.6  # share of equal temperatures from which a place looks copied
FEWEST = 20  # records of a place below which nothing is said
FAST = 8  # records within five minutes by one hand that nobody can do at doors
LAST_HOUR = 0.5  # share of records of the last hour of a day
BACKDATED = 0.5  # share of records that came in more than six hours after their act
CALLED_BACK = 3  # records that another hand corrected


class Weight(StrEnum):
    """How urgent a finding is."""

    URGENT = "urgent"
    ORDINARY = "ordinary"


class What(StrEnum):
    """What somebody did about a finding."""

    RECTIFIED = "rectified"
    CLOSED = "closed"
    RETURNED = "returned"


class State(StrEnum):
    """What has become of a finding; derived from its steps."""

    OPEN = "open"
    RECTIFIED = "rectified"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Signs:
    """What is odd about the records of one place.

    Shapes: shares between 0 and 1; `fastest` is the most records of one hand in five minutes.
    """

    records: int
    identical: float
    fastest: int
    last_hour: float
    backdated: float
    disagreed: int

    @property
    def odd(self) -> tuple[str, ...]:
        """Return which signs speak for a visit, by name; none below a number of records."""
        if self.records < FEWEST:
            return ()
        found = (
            ("identical", self.identical >= IDENTICAL),
            ("fastest", self.fastest >= FAST),
            ("last_hour", self.last_hour >= LAST_HOUR),
            ("backdated", self.backdated >= BACKDATED),
            ("disagreed", self.disagreed >= CALLED_BACK),
        )
        return tuple(name for name, shown in found if shown)


def state_of(steps: Iterable[tuple[What, datetime]]) -> State:
    """Return what has become of a finding by its steps; of equal moments the later given counts."""
    last = next(iter(sorted(steps, key=lambda step: step[1])[::-1]), None)
    if last is None or last[0] is What.RETURNED:
        return State.OPEN
    return State.CLOSED if last[0] is What.CLOSED else State.RECTIFIED


class UnknownFindingError(Problem):
    """No such visit, finding or place in sight."""

    code = "unknown-finding"
    http = 404
    zh = "在您的范围内没有找到。"
    en = "Nothing was found within your area."
    way_out_zh = "请从督导页的列表打开。"
    way_out_en = "Open it from the list of supervision."


class NotInspectorError(Problem):
    """The role does not inspect, or somebody looks again at what they put right themselves."""

    code = "not-inspector"
    http = 403
    zh = "您的岗位不能这样处理，或者这是您自己整改的。"
    en = "Your role does not carry this, or you put it right yourself."
    way_out_zh = "检查和复查由街道及以上负责人进行，整改由当地进行。"
    way_out_en = "Streets and above inspect and look again; the place itself puts right."


class FindingClosedError(Problem):
    """Something is done about a finding that does not fit what has become of it."""

    code = "finding-state"
    http = 409
    zh = "这一问题现在不能这样处理。"
    en = "This cannot be done to the finding as it stands."
    way_out_zh = "请刷新后查看进展。"
    way_out_en = "Reload and look at what was done."


class NoClauseError(Problem):
    """A finding cites a clause nobody knows."""

    code = "finding-clause"
    zh = "没有这个条款。"
    en = "There is no such clause."
    way_out_zh = "请填写文件库中的条款号，如 A-3.1。"
    way_out_en = "Enter a clause of the order library, such as A-3.1."
