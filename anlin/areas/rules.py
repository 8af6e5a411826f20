"""Which facts criteria ask of an area, what they come to, and who may decide it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anlin.accounts.rules import Right, Role, Viewer
from anlin.base.problems import Problem
from anlin.places.rules import COMMUNITY
from anlin.policy.rules import DecisionTable, decide

COUNTY = 3
CLASSES: Mapping[str, int] = {  # what a class is called, and on which level areas have it
    "community_class": COMMUNITY,
    "place_risk": COMMUNITY,
    "county_risk": COUNTY,
}
STATED = ("spreading", "sustained", "cluster")  # what a person may state
QUIET_FOR_EVER = 999  # whole days without a case, where there never was one
_DECIDE = frozenset({
    Role.NATION_LEADER, Role.PROVINCE_LEADER, Role.CITY_LEADER, Role.COUNTY_LEADER,
})  # fmt: skip


class Source(StrEnum):
    """Where a case was infected, as far as anybody knows."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    IMPORTED = "imported"


class Verdict(StrEnum):
    """What was decided about a proposal."""

    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted of an area on a day.

    Shapes: `cases` and `cumulative` are the same number, under the names that tables use. Counts
    of 14 days take the day and the 13 before it. `quiet_days` are whole days without a new case.
    """

    cases: int
    linked_14d: int
    unknown_14d: int
    quiet_days: int
    cluster: bool

    def told(self, stated: Mapping[str, str]) -> dict[str, object]:
        """Return them as tables ask, with what a person stated."""
        found: dict[str, object] = {
            "cases": self.cases,
            "cumulative": self.cases,
            "linked_14d": self.linked_14d,
            "unknown_14d": self.unknown_14d,
            "quiet_days": self.quiet_days,
            "cluster": "yes" if self.cluster else "no",
            "sustained": "no",
            "spreading": "no",
        }
        return found | {name: value for name, value in stated.items() if value}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a table makes of an area's facts, and the row that decided."""

    table: DecisionTable
    outcome: str
    basis: str
    row: str
    facts: Mapping[str, object]


def propose(table: DecisionTable, facts: Facts, stated: Mapping[str, str]) -> Proposed:
    """Return what `table` makes of an area, with the facts it asks for and no others."""
    told = facts.told(stated)
    asked = {axis.name: told[axis.name] for axis in table.axes}
    decision = decide(table, asked)
    return Proposed(table, decision.outcome, decision.basis, decision.row, asked)


def nearest(tables: Iterable[DecisionTable]) -> DecisionTable | None:
    """Return the table that counts where several hold: the one put in force last."""
    return next(iter(list(tables)[::-1]), None)


def may_propose(by: Viewer) -> bool:
    """Tell whether somebody may propose classes: whoever leads a county or more."""
    return by.may(Right.BOARD) and by.level <= COUNTY


def may_decide(by: Viewer, level: int, proposed_by: int) -> bool:
    """Tell whether somebody may decide: a leader of the county, for a county of what is above it.

    Nobody decides what they proposed.
    """
    highest = COUNTY if level == COMMUNITY else COUNTY - 1
    return by.role in _DECIDE and by.level <= highest and by.user != proposed_by


def quiet_days(last: date | None, day: date) -> int:
    """Return the whole days without a new case, without the last one's day and `day` itself."""
    return QUIET_FOR_EVER if last is None else max(0, (day - last).days - 1)


class NoCriteriaError(Problem):
    """No table in force at the area decides such a class."""

    code = "no-criteria"
    http = 409
    zh = "这里没有采用这一分类的标准。"
    en = "No criteria for this class are in force here."
    way_out_zh = "请政策专员先采用相应的标准（文件库）。"
    way_out_en = "Let the policy officer adopt a set of criteria first (order library)."


class NotDecidableError(Problem):
    """Somebody may not decide this, or it was decided already."""

    code = "class-not-yours"
    http = 403
    zh = "这一分类不能由您审定，或者已经审定。"
    en = "This class is not yours to decide, or it was decided already."
    way_out_zh = "社区类别由区县及以上负责人审定，区县等级由上级负责人审定；提出的人不能审定。"
    way_out_en = (
        "A community's class is decided by a leader of the county or above, a county's level by "
        "one above it; never by whoever proposed it."
    )


class UnknownAreaError(Problem):
    """No such area, case or proposal in sight."""

    code = "unknown-area"
    http = 404
    zh = "在您的范围内没有找到。"
    en = "Nothing was found within your area."
    way_out_zh = "请从列表打开。"
    way_out_en = "Open it from the list."


class WrongDayError(Problem):
    """A case of a day to come, or a class that begins before its proposal."""

    code = "area-day"
    zh = "日期不对：病例不能晚于今天，类别不能早于今天生效。"
    en = "The day does not fit: no case after today, and no class from before today."
    way_out_zh = "请核对日期。"
    way_out_en = "Please check the day."


class CaseLinkError(Problem):
    """A case is linked to none that stands in this county."""

    code = "case-link"
    zh = "关联的病例不存在，或不在本区县。"
    en = "The case it is linked to does not stand in this county."
    way_out_zh = "请从列表选择。"
    way_out_en = "Choose one from the list."
