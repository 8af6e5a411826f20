"""Signing the report of a day: a first version, or a correction beside the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.committees.actions.desk import at_desk, journal
from anlin.committees.actions.doubts import doubt_here
from anlin.committees.models import Report
from anlin.committees.queries import known_now, line_names, newest, subjects_of
from anlin.committees.rules import (
    PLACE,
    FactsMovedError,
    Line,
    MeanwhileError,
    NotTheirsError,
    ReasonNeededError,
    Subject,
    check_day,
    check_lines,
    is_zero,
    said,
    same,
)
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind


def report(
    *, subject: Subject, day: date, lines: Mapping[str, Line | None], after: int, reason: str,
    client_id: UUID, by: Viewer, at: datetime,
) -> Report:  # fmt: skip
    """Sign the report of `day`; `after` is the version that the signer saw, 0 if none.

    Sent twice, or saying what holds already, it is the same report. A later version corrects the
    one before, with a reason, and leaves it standing; its evidence stays that of the first.

    Raises:
        EmptyReportError: a line has no number.
        FactsMovedError: more is recorded than the signer saw.
        LateDayError: the day has not come or lies too far back.
        MeanwhileError: another version came in since.
        NotTheirsError: the role or the area does not carry it.
        ReasonNeededError: a changed number or a correction without a reason.
    """
    if not by.may(Right.RECORD) or not by.covers(subject.place):
        raise NotTheirsError
    check_day(day, local_day(at))
    told = check_lines(lines, line_names())
    with at_desk(by):
        sql.rows("committees/lock_day", {"kind": subject.kind, "subject": subject.place})
        again = Report.objects.filter(by=by.user, client_id=client_id).first()
        if again:
            return again
        standing = newest(subject, day)
        if standing and _says(standing, told):
            return standing
        _nothing_between(standing, after)
        if standing and not reason.strip():
            raise ReasonNeededError(field="reason")
        _nothing_new(told, known_now(subject, day, at))
        first = standing is None and day == local_day(at)
        kept = Report.objects.create(
            client_id=client_id, place=subject.place, kind=subject.kind, subject=subject.place,
            day=day, version=standing.version + 1 if standing else 1, zero=is_zero(told),
            lines={name: asdict(line) for name, line in told.items()},
            reason=reason.strip() if standing else "",
            submission=_evidence(subject, told, client_id, by, at) if first else None,
            by=by.user, signer=by.name, at=at,
        )  # fmt: skip
        doubt_here(subject, day, at)
        journal(
            "report", f"committees_report:{kept.pk}", kept.place, by=by, at=at,
            reason=kept.reason,
            detail={"on": day.isoformat(), "version": kept.version, "zero": kept.zero},
        )  # fmt: skip
    return kept


def take_reports(*, submissions: Sequence[int], by: Viewer) -> int:
    """Keep reports that came in by another way as versions of their day; return how many.

    A place below a community reports if it is one that `by` reports for, such as an institution.

    In the transaction and the scope of whoever took them in; a submission is kept once.
    """
    if not submissions:
        return 0
    own = [each for each in subjects_of(by) if each.kind != PLACE]
    return sql.run("committees/take_reports", {
        "submissions": list(submissions), "lines": line_names(),
        "places": [each.place for each in own], "kinds": [each.kind for each in own],
    })  # fmt: skip


def _says(standing: Report, told: Mapping[str, Line]) -> bool:
    """Tell whether the version that holds says the same: then nothing is added."""
    return same({name: int(line["said"]) for name, line in standing.lines.items()}, said(told))


def _nothing_between(standing: Report | None, after: int) -> None:
    if (standing.version if standing else 0) != after:
        raise MeanwhileError


def _nothing_new(told: Mapping[str, Line], known: Mapping[str, int]) -> None:
    for name, line in told.items():
        if line.known is not None and name in known and line.known != known[name]:
            raise FactsMovedError(field=name)


def _evidence(
    subject: Subject, told: Mapping[str, Line], client_id: UUID, by: Viewer, at: datetime
) -> int:
    """Record the report as evidence: it settles the day's duty, once."""
    entry = Entry(
        client_id=client_id,
        subject=subject.place,
        place=subject.place,
        occurred_at=at,
        kinds=(EvidenceKind.DAILY_REPORT,),
        content=said(told),
    )
    (receipt,) = record(entries=[entry], by=by, at=at)
    return receipt.submission
