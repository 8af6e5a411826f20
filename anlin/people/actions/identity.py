"""Opening a sealed identity number: with a right, a reason and a line in the journal."""

from datetime import datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.people.actions.desk import at_work, journal, opened, person_here
from anlin.people.rules import age_on

LEAST_REASON = 4
# Regulations on the Protection of Minors in Cyberspace, Art. 36: looking at a minor's data needs
# the approval of the person in charge.
OF_AGE = 18


class ReasonNeededError(Problem):
    """A sealed number is opened without saying why."""

    code = "reason-needed"
    zh = "查看完整身份号码要写明理由，至少 {least} 个字。"
    en = "Opening an identity number needs a reason of at least {least} characters."
    way_out_zh = "请写明用途；这次查看会记入日志。"
    way_out_en = "Please say what it is for; the opening is journalled."


class ApprovalNeededError(Problem):
    """A minor's number is opened without an approval."""

    code = "approval-needed"
    http = 403
    zh = "未成年人的身份号码须经负责人批准才能查看。"
    en = "A minor's identity number may be opened only with the approval of the person in charge."
    way_out_zh = "请先取得批准，并填写批准编号。"
    way_out_en = "Please obtain the approval and enter its number."


def open_identity(person: int, *, by: Viewer, at: datetime, reason: str, approval: str = "") -> str:
    """Return somebody's identity number in plain, empty if none is known; the journal says why.

    Raises:
        ApprovalNeededError: the person is under 18 and `approval` is empty.
        NotYoursError: the role may not open numbers.
        ReasonNeededError: the reason is too short.
    """
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonNeededError(field="reason", least=LEAST_REASON)
    with at_work(by, right=Right.UNSEAL):
        who = person_here(person)
        if age_on(who.born_on, local_day(at)) < OF_AGE and not approval.strip():
            raise ApprovalNeededError(field="approval")
        journal("open_identity", who, who.place, by=by, at=at, reason=reason.strip(),
                 detail={"approval": approval.strip()} if approval.strip() else {})  # fmt: skip
        return opened(who)


def note_look(person: int, *, by: Viewer, at: datetime) -> None:
    """Journal that somebody whose place is too wide to know people by sight opened a page.

    Numbers of persons can be guessed one after another; whoever walks through them leaves a trail.
    """
    with at_work(by):
        who = person_here(person)
        journal("look", who, who.place, by=by, at=at)
