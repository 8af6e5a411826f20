"""A suspected case: opened, its steps done by named persons, closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_OID, uuid5

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day, local_minute
from anlin.institutions.actions.desk import at_work, follow, institution_here
from anlin.institutions.models import Institution, Post, Stay
from anlin.outbreaks.actions.confirming import count_no_more
from anlin.outbreaks.actions.contacts import draw
from anlin.outbreaks.actions.desk import case_here, journal
from anlin.outbreaks.models import Case, Contact, Task
from anlin.outbreaks.populations import CASES
from anlin.outbreaks.queries import closing_days, quiet_days
from anlin.outbreaks.rules import (
    EVIDENCE,
    BeforeDetectedError,
    CaseTwiceError,
    Closing,
    NotClosedError,
    NotYetError,
    OfNobodyError,
    Source,
    Standing,
    Step,
    StepDoneError,
    may_close,
)
from anlin.people.actions.desk import past, unless
from anlin.people.rules import EmptyFieldError
from anlin.records.actions import record
from anlin.records.rules import Entry

_WHY = {
    "steps": ("还有步骤没有办", "steps are not done"),
    "contacts": ("还有接触者没有核定", "contacts are not decided on"),
    "quiet": ("距最近一例还不满规定天数", "not enough days since the newest case"),
}


@dataclass(frozen=True, slots=True)
class Suspect:
    """Who is suspected, since when, by what; one of person and post."""

    person: int | None
    post: int | None
    source: Source
    detected_at: datetime
    why: str
    onset_on: date | None = None
    evidence: int | None = None


def open_case(institution: int, *, who: Suspect, owner: str, by: Viewer, at: datetime) -> Case:
    """Open a suspected case: the clocks start, `owner` answers for every step, contacts are drawn.

    Raises:
        CaseTwiceError: somebody's case is open already.
        EmptyFieldError: it is not said what was seen, or who answers for the steps.
        NotYetError: it is said to be detected in the time to come.
        OfNobodyError: of nobody here, or of two.
    """
    for field, text in (("why", who.why), ("owner", owner)):
        if not text.strip():
            raise EmptyFieldError(field=field)
    if who.detected_at > at:
        raise NotYetError(field="detected_at")
    if who.onset_on is not None:
        past(who.onset_on, "onset_on", at)
    with at_work(by, Right.NURSE, Right.RECORD):
        home = institution_here(institution)
        _refuse_strangers(home, who)
        column = "person" if who.person else "post"
        with unless(f"outbreaks_case_one_of_{column}", CaseTwiceError(field=column)):
            made = Case.objects.create(
                institution=home, place=home.place, person_id=who.person, post_id=who.post,
                source=who.source, evidence=who.evidence, onset_on=who.onset_on,
                detected_at=who.detected_at, why=who.why.strip(), at=at, by=by.user,
            )  # fmt: skip
        Task.objects.bulk_create(
            Task(case=made, place=home.place, step=step, owner=owner.strip()) for step in Step
        )
        drawn = draw(made, at)
        journal("open_case", f"outbreaks_case:{made.pk}", home.place, by=by, at=at,
                detail={"source": str(who.source), "contacts": drawn})  # fmt: skip
    follow(home.place, at)
    return made


def _refuse_strangers(home: Institution, who: Suspect) -> None:
    if bool(who.person) == bool(who.post):
        raise OfNobodyError(field="who")
    if who.person:
        here = Stay.objects.filter(place=home.place, person=who.person).exists()
    else:
        here = Post.objects.filter(place=home.place, pk=who.post or 0).exists()
    if not here:
        raise OfNobodyError(field="who")


def give_step(case: int, *, step: Step, owner: str, by: Viewer, at: datetime) -> None:
    """Let another person answer for a step that is not done.

    Raises:
        EmptyFieldError: nobody is named.
        StepDoneError: it is done.
    """
    if not owner.strip():
        raise EmptyFieldError(field="owner")
    with at_work(by, Right.NURSE):
        kept = case_here(case)
        held = Task.objects.filter(case=kept, step=step, done_at=None)
        if not held.update(owner=owner.strip()):
            raise StepDoneError
        journal("give_step", f"outbreaks_case:{case}", kept.place, by=by, at=at,
                detail={"step": str(step)})  # fmt: skip


def do_step(
    case: int, *, step: Step, done_at: datetime, said: str, by: Viewer, at: datetime
) -> Task:
    """Write down that a step was done: when, and to whom or where; it is evidence, too.

    Raises:
        BeforeDetectedError: before detection, or in the time to come.
        EmptyFieldError: it is not said to whom or where.
        StepDoneError: it was done before.
    """
    if not said.strip():
        raise EmptyFieldError(field="said")
    with at_work(by, Right.NURSE, Right.RECORD):
        kept = case_here(case)
        if not kept.detected_at <= done_at <= at:
            raise BeforeDetectedError(field="done_at", since=local_minute(kept.detected_at))
        task = Task.objects.select_for_update().get(case=kept, step=step)
        if task.done_at is not None:
            raise StepDoneError
        task.done_at, task.said, task.at, task.by = done_at, said.strip(), at, by.user
        task.save(update_fields=["done_at", "said", "at", "by"])
        entry = Entry(
            uuid5(NAMESPACE_OID, f"outbreaks_task:{task.pk}"), CASES + kept.pk, kept.place,
            done_at, (EVIDENCE[step],), {"case": kept.pk, "step": str(step)},
        )  # fmt: skip
        record(entries=[entry], by=by, at=at)
        if step is Step.ISOLATED:
            draw(kept, at)
        journal("do_step", f"outbreaks_case:{case}", kept.place, by=by, at=at,
                detail={"step": str(step)})  # fmt: skip
    return task


def close_case(case: int, *, closing: Closing, by: Viewer, at: datetime) -> Case:
    """Close a case whose criteria are met; whom a test excluded at once, and it counts no more.

    Raises:
        NotClosedError: steps are open, contacts undecided, or it is too early.
    """
    with at_work(by, Right.NURSE):
        kept = case_here(case)
        against = may_close(
            open_steps=Task.objects.filter(case=kept, done_at=None).count(),
            undecided=Contact.objects.filter(case=kept, standing=Standing.DRAWN).count(),
            quiet_days=quiet_days(kept.place, local_day(at)),
            wanted=closing_days(kept.place, local_day(at)),
            excluded=closing is Closing.EXCLUDED,
        )
        if against:
            words = [_WHY[each] for each in against]
            raise NotClosedError(
                why_zh="；".join(zh for zh, _ in words), why_en="; ".join(en for _, en in words)
            )
        if closing is Closing.EXCLUDED:
            count_no_more(kept, by=by, at=at)
        kept.closed_at, kept.closed_by, kept.closing = at, by.user, closing
        kept.save(update_fields=["closed_at", "closed_by", "closing"])
        journal("close_case", f"outbreaks_case:{case}", kept.place, by=by, at=at,
                detail={"closing": str(closing)})  # fmt: skip
    follow(kept.place, at)
    return kept
