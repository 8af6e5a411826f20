"""Making figures public: drafted by one, approved by another, of the level that an order names."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from anlin.accounts.rules import Viewer
from anlin.base.scope import open_scope
from anlin.journal.actions import write
from anlin.places.queries import place
from anlin.places.rules import lo_of
from anlin.policy.rules import Limit
from anlin.reports.models import Release
from anlin.reports.queries import Shown, competence, picture
from anlin.reports.rules import (
    NotCompetentError,
    NothingChosenError,
    OwnReleaseError,
    ReleaseStateError,
)


def draft(
    *, day: date, chosen: Collection[str], note: str, client_id: UUID, by: Viewer, at: datetime,
    corrects: int | None = None,
) -> Release:  # fmt: skip
    """Draft figures of the viewer's own place for the public; sent twice is once.

    Raises:
        NotCompetentError: no order lets this level publish.
        NothingChosenError: no figure, or a correction without a word.
        ReleaseStateError: what it corrects is not public, or was corrected.
    """
    _competent(by, day)
    with open_scope(by.lo, by.hi, user=by.user):
        again = Release.objects.filter(client_id=client_id).first()
        if again:
            return again
        found = picture(by, by.place_code, day, at)
        content = [_said(each) for each in found.shown if each.figure.name in chosen]
        if not content or found.as_of is None or (corrects and not note.strip()):
            raise NothingChosenError(field="chosen")
        before = _public_here(corrects, by) if corrects else None
        made = Release.objects.create(
            client_id=client_id, place=by.lo, ends=by.hi, level=by.level,
            name=place(by.place_code).name, day=day, as_of=found.as_of, content=content,
            note=note.strip(), corrects=before, drafted_by=by.user, drafter=by.name, drafted_at=at,
        )  # fmt: skip
        _journal("draft_release", made, by, at)
    return made


def approve(number: int, *, by: Viewer, at: datetime) -> Release:
    """Make a draft public, as somebody else than who drafted it.

    Raises:
        NotCompetentError: no order lets this level publish.
        OwnReleaseError: the viewer drafted it.
        ReleaseStateError: no such draft here, or it is public already.
    """
    with open_scope(by.lo, by.hi, user=by.user):
        found = Release.objects.select_for_update().filter(pk=number, place=by.lo, level=by.level)
        made = found.filter(approved_at=None).first()
        if made is None:
            raise ReleaseStateError
        limit = _competent(by, made.day)
        if made.drafted_by == by.user:
            raise OwnReleaseError
        made.approved_by, made.approver, made.approved_at = by.user, by.name, at
        made.clause, made.order = limit.clause, limit.order
        made.save(update_fields=["approved_by", "approver", "approved_at", "clause", "order"])
        _journal("approve_release", made, by, at)
    return made


def note_export(*, code: str, day: date, form: str, by: Viewer, at: datetime) -> None:
    """Write down that somebody took the picture of a place away as a file."""
    write(
        by=by, verb="reports.export", place=lo_of(code), subject="reports_count", at=at,
        detail={"on": day.isoformat(), "form": form},
    )  # fmt: skip


def _competent(by: Viewer, day: date) -> Limit:
    """Return the limit by which the viewer's level publishes."""
    found = competence(by, day)
    if found.limit is None or not found.holds:
        raise NotCompetentError
    return found.limit


def _public_here(number: int, by: Viewer) -> Release:
    found = Release.objects.filter(pk=number, place=by.lo, level=by.level, corrected_by=None)
    kept = found.exclude(approved_at=None).first()
    if kept is None:
        raise ReleaseStateError
    return kept


def _said(shown: Shown) -> dict[str, object]:
    figure, number = shown.figure, shown.number
    return {
        "name": figure.name, "title_zh": figure.title_zh, "title_en": figure.title_en,
        "means_zh": figure.means_zh, "means_en": figure.means_en, "clause": figure.clause,
        "number": number,
    }  # fmt: skip


def _journal(verb: str, made: Release, by: Viewer, at: datetime) -> None:
    write(
        by=by, verb=f"reports.{verb}", place=made.place, subject=f"reports_release:{made.pk}",
        at=at, reason=made.note, detail={"on": made.day.isoformat()},
    )  # fmt: skip
