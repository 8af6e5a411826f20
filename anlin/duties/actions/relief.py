"""Saying, with authority, why a duty is not done or not owed."""

from datetime import datetime

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import NEVER
from anlin.base.problems import Problem
from anlin.duties.models import Relief
from anlin.journal.actions import write
from anlin.places.rules import WIDTHS


class MayNotRelieveError(Problem):
    """Somebody without authority excuses a duty."""

    code = "may-not-relieve"
    http = 403
    zh = "您无权免除或豁免这项任务。"
    en = "You cannot excuse or exempt this duty."
    way_out_zh = "请向社区或街道说明原因,由其决定。"
    way_out_en = "Tell your community or street why; they decide."


def relieve(
    *,
    kind: str,
    subject: int,
    place: int,
    since: datetime,
    until: datetime,
    reason: str,
    by: Viewer,
    at: datetime,
    measure_id: int | None = None,
) -> int:
    """Excuse or exempt a subject from windows that overlap [since, until); return the relief's id.

    Raises:
        MayNotRelieveError: the viewer lacks the authority, or the place is out of range.
    """
    if not by.may(Right.EXCUSE) or not by.covers(place):
        raise MayNotRelieveError()
    with transaction.atomic():
        relief = Relief.objects.create(
            measure_id=measure_id,
            place=place,
            subject=subject,
            since=since,
            until=until,
            kind=kind,
            reason=reason,
            by=by.user,
            at=at,
        )
        sql.run("duties/mark", {"community": place - place % WIDTHS[5], "since": since})
        write(
            by=by, verb=f"duties.{kind}", place=place, subject=f"duties_relief:{relief.pk}", at=at,
            reason=reason,
            detail={"measure": measure_id, "until": None if until == NEVER else until.isoformat()},
        )  # fmt: skip
    return relief.pk
