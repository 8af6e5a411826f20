"""Before duty: isolating, what was found, and the gate in front of the first shift."""

from datetime import date, datetime

from anlin.accounts.rules import Right, Viewer
from anlin.areas.queries import level_at
from anlin.base.days import local_day
from anlin.institutions.actions.desk import at_work
from anlin.institutions.models import Post
from anlin.people.actions.desk import NotYoursError, past, unless
from anlin.people.rules import DayOrderError, EmptyFieldError
from anlin.policy.rules import Asked
from anlin.workforce.actions.desk import journal, post_here
from anlin.workforce.models import Finding, Isolation, Start
from anlin.workforce.queries import gate_of
from anlin.workforce.rules import (
    Found,
    IsolatingError,
    NotOnDutyError,
    NotYetError,
    OnDutyError,
    in_words,
    missing,
)

_POST = "institutions_post:{}"


def isolate(post: int, *, since: date, at_what: str, by: Viewer, at: datetime) -> Isolation:
    """Let somebody isolate before duty; `since` is day 0.

    Raises:
        FutureDayError: the day has not come.
        IsolatingError: they isolate already.
        NotYoursError: the role does not carry it.
    """
    past(since, "since", at)
    with at_work(by, Right.HOME, Right.NAMES):
        worker = post_here(post, hold=True)
        with unless("workforce_isolation_one_at_a_time", IsolatingError(field="since")):
            made = Isolation.objects.create(
                post=worker, place=worker.place, since=since, at_what=at_what.strip(), at=at,
                by=by.user,
            )  # fmt: skip
        journal("isolate", _POST.format(post), worker.place, by=by, at=at,
                detail={"since": since.isoformat()})  # fmt: skip
    return made


def leave_isolation(post: int, *, on: date, by: Viewer, at: datetime) -> None:
    """End somebody's isolation; what was reached by then counts.

    Raises:
        DayOrderError: it would end before it began.
        IsolatingError: they do not isolate.
    """
    past(on, "on", at)
    with at_work(by, Right.HOME, Right.NAMES):
        worker = post_here(post, hold=True)
        kept = Isolation.objects.filter(post=worker, until=None).first()
        if kept is None:
            raise IsolatingError
        if on < kept.since:
            raise DayOrderError(field="on", day=kept.since.isoformat())
        Isolation.objects.filter(pk=kept.pk).update(until=on, ended_by=by.user)
        journal("leave_isolation", _POST.format(post), worker.place, by=by, at=at,
                detail={"on": on.isoformat()})  # fmt: skip


def find(post: int, *, found: Found, on: date, note: str, by: Viewer, at: datetime) -> Finding:
    """Write down what was found of somebody; who shows symptoms or tests positive is stood down.

    A worker may write of themselves; of others, who keeps the register.

    Raises:
        FutureDayError: the day has not come.
        NotYoursError: somebody else's worker.
    """
    past(on, "on", at)
    with at_work(by, Right.RECORD, Right.NAMES):
        worker = post_here(post, hold=True)
        if worker.user != by.user and not by.may(Right.HOME):
            raise NotYoursError
        made = Finding.objects.create(
            post=worker, place=worker.place, found=found, on_day=on, note=note.strip(), at=at,
            by=by.user,
        )  # fmt: skip
        down = found in (Found.SYMPTOM, Found.POSITIVE) and _end_start(worker, found, by, at)
        journal("find", _POST.format(post), worker.place, by=by, at=at,
                detail={"finding": made.pk, "stood_down": bool(down)})  # fmt: skip
    return made


def take_back(finding: int, *, by: Viewer, at: datetime) -> Finding:
    """Take a finding back; it stays in sight, and no longer counts.

    Raises:
        IsolatingError: it was taken back before, or is not here.
    """
    with (
        at_work(by, Right.HOME, Right.NAMES),
        unless("workforce_finding_corrects_key", IsolatingError()),
    ):
        old = Finding.objects.filter(pk=finding, corrected_by=None).exclude(found=Found.VOID)
        kept = old.select_related("post").first()
        if kept is None:
            raise IsolatingError
        post_here(kept.post_id, hold=True)
        made = Finding.objects.create(
            post_id=kept.post_id, place=kept.place, found=Found.VOID, on_day=kept.on_day,
            corrects=kept, at=at, by=by.user,
        )  # fmt: skip
        journal("take_back", _POST.format(kept.post_id), kept.place, by=by, at=at,
                detail={"finding": finding})  # fmt: skip
    return made


def start(post: int, *, by: Viewer, at: datetime) -> Start:
    """Admit somebody to duty, if every clause in force is met; it is written down what held.

    Whoever writes down a finding or admits holds the worker's row, so that of two at once the
    second one sees what the first one did.

    Raises:
        NotYetError: a clause asks for what is not so; it says which and what is missing.
        OnDutyError: they are admitted already.
    """
    with at_work(by, Right.HOME, Right.NAMES):
        worker = post_here(post, hold=True)
        asked = gate_of(worker, at)
        if lacking := missing(asked):
            raise _refusal(lacking)
        with unless("workforce_start_once", OnDutyError()):
            made = Start.objects.create(
                post=worker, place=worker.place, asked=[_said(each) for each in asked],
                level=level_at(worker.place, local_day(at)), at=at, by=by.user,
            )  # fmt: skip
        journal("start", _POST.format(post), worker.place, by=by, at=at,
                detail={"clauses": sorted({each.limit.clause for each in asked})})  # fmt: skip
    return made


def stand_down(post: int, *, why: str, by: Viewer, at: datetime) -> None:
    """Take somebody off duty.

    Raises:
        EmptyFieldError: nobody says why.
        NotOnDutyError: they are not on duty.
    """
    if not why.strip():
        raise EmptyFieldError(field="why")
    with at_work(by, Right.HOME, Right.NAMES):
        worker = post_here(post, hold=True)
        if not _end_start(worker, why.strip(), by, at):
            raise NotOnDutyError(name=worker.name)
        journal("stand_down", _POST.format(post), worker.place, by=by, at=at, reason=why.strip())


def _end_start(worker: Post, why: str, by: Viewer, at: datetime) -> int:
    held = Start.objects.filter(post=worker, ended_at=None)
    return held.update(ended_at=at, ended_by=by.user, why_ended=why)


def _said(each: Asked) -> dict[str, object]:
    return {
        "limit": each.limit.name,
        "clause": each.limit.clause,
        "wants": str(each.limit.value),
        "has": None if each.has is None else str(each.has),
    }


def _refusal(lacking: tuple[Asked, ...]) -> NotYetError:
    words = [in_words(each) for each in lacking]
    return NotYetError(
        clauses=", ".join(dict.fromkeys(each.limit.clause for each in lacking)),
        lacking_zh="；".join(zh for zh, _ in words),
        lacking_en="; ".join(en for _, en in words),
    )
