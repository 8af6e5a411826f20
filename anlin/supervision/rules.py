"""What becomes of a finding, and which figures look too good."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from anlin.base.problems import Problem
from anlin.base.sockets import MATTERS
from anlin.policy.rules import LimitInForce, asked, strictest

FINDINGS = 2 * MATTERS  # findings as subjects of duties count from here
FEW = "sign_few"  # the limits of packs that this room asks for
SIGNS = ("sign_identical", "sign_fast", "sign_last_hour", "sign_backdated", "sign_disagreed")


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
    def facts(self) -> dict[str, Decimal | int | None]:
        """Return them under the names of the limits; shares in per cent."""
        shares = [Decimal(100 * each) for each in (self.identical, self.last_hour, self.backdated)]
        identical, last_hour, backdated = shares
        numbers = (identical, self.fastest, last_hour, backdated, self.disagreed)
        return dict(zip(SIGNS, numbers, strict=True))


def odd(signs: Signs, in_force: Collection[LimitInForce], place: int, day: date) -> tuple[str, ...]:
    """Return which signs go beyond what the limits in force at `place` let pass, by name.

    Nothing is said of few records, nor where no order says how many are few.
    """
    few = strictest(in_force, FEW, place, day)
    if few is None or signs.records < few.limit.value:
        return ()
    found = asked(in_force, SIGNS, place, day, signs.facts)
    return tuple(each.limit.name.removeprefix("sign_") for each in found if not each.met)


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


class NoFeedbackError(Problem):
    """The role does not feed progress back, or no order is in force whose progress one could."""

    code = "no-feedback"
    http = 403
    zh = "您的岗位不反馈进展，或者这里没有可以反馈的文件。"
    en = "Your role does not feed progress back, or no order is in force here whose issuer waits."
    way_out_zh = "进展由街道到省的负责人反馈；请查看文件库中哪些文件在这里生效。"
    way_out_en = "Leaders of streets to provinces do; see in the library which orders hold here."
