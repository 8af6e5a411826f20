"""Put a pack in force at a place from a day on, and end that again."""

from datetime import date, datetime

from django.db import transaction

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.journal import actions as journal
from anlin.places.rules import span
from anlin.policy import models, queries, rules
from anlin.policy.actions.checking import may, one_by_one, refuse_wrong
from anlin.policy.actions.waking import wake
from anlin.policy.rules import (
    AdoptionEndedError,
    AlreadyAdoptedError,
    NotKnowinglyError,
    OutsideJurisdictionError,
    PastDayError,
    UnknownPackError,
)


def adopt(
    pack: str,
    place: str,
    *,
    since: date,
    by: Viewer | None,
    at: datetime,
    reason: str,
    until: date | None = None,
    knowingly: bool = False,
    using: str = "default",
) -> models.Adoption:
    """Put a released pack in force at a place from a day on.

    Raises:
        Problem: no such pack, not this actor's to adopt, a draft not taken knowingly, outside
            its jurisdiction, in the past, in force there already, or looser than what holds.
    """
    lo, hi = span(place)
    with transaction.atomic(using=using):
        found = models.Pack.objects.using(using).filter(name=pack).first()
        if found is None:
            raise UnknownPackError(name=pack)
        may(by, lo, hi)
        one_by_one(using)
        _refuse(found, place, since, knowingly, at)
        _refuse_twice(found, place, since, until, using)
        row = models.Adoption.objects.using(using).create(
            pack=found,
            place=place,
            lo=lo,
            hi=hi,
            since=since,
            until=until,
            adopted_by=by.user if by else None,
            adopted_at=at,
            reason=reason,
            knowingly=knowingly,
        )
        refuse_wrong(queries.corpus(using=using), {place}, using=using)
        wake(at=at, using=using)
        _journal("policy.adopt", row, by, at, reason, using)
    return row


def end_adoption(
    adoption: int,
    *,
    until: date,
    by: Viewer | None,
    at: datetime,
    reason: str,
    using: str = "default",
) -> models.Adoption:
    """End an adoption: `until` is the first day the pack no longer holds there.

    Raises:
        Problem: no such adoption, not this actor's to end, in the past, or ended already.
    """
    with transaction.atomic(using=using):
        rows = models.Adoption.objects.using(using).select_related("pack")
        row = rows.filter(pk=adoption).first()
        if row is None:
            raise UnknownPackError(name=str(adoption))
        may(by, row.lo, row.hi)
        one_by_one(using)
        if row.until is not None and row.until <= until:
            raise AdoptionEndedError(until=row.until)
        first = max(local_day(at), row.since)
        if until < first:
            raise PastDayError(field="until", day=until, today=first)
        rows.filter(pk=row.pk).update(until=until)
        row.until = until
        _refuse_ungranted(row, using)
        wake(at=at, using=using)
        _journal("policy.end_adoption", row, by, at, reason, using)
    return row


def _refuse_ungranted(row: models.Adoption, using: str) -> None:
    """Refuse to end what lets places inside ask for less while they still do."""
    law = queries.corpus(using=using)
    if any(grant.pack == row.pack.name for grant in law.grants):
        loose = {found.inner.place for found in law.conflicts()}
        refuse_wrong(law, {place for place in loose if rules.inside(place, row.place)}, using=using)


def _refuse(pack: models.Pack, place: str, since: date, knowingly: bool, at: datetime) -> None:
    if pack.status != "active" and not knowingly:
        raise NotKnowinglyError(field="knowingly", name=pack.name)
    if not rules.inside(place, pack.jurisdiction):
        raise OutsideJurisdictionError(
            field="place", name=pack.name, jurisdiction=pack.jurisdiction, place=place
        )
    today = local_day(at)
    if since < today:
        raise PastDayError(field="since", day=since, today=today)


def _refuse_twice(
    pack: models.Pack, place: str, since: date, until: date | None, using: str
) -> None:
    held = models.Adoption.objects.using(using).filter(pack=pack, place=place)
    if until is not None:
        held = held.filter(since__lt=until)
    for row in held:
        if row.until is None or row.until > since:
            raise AlreadyAdoptedError(field="since", name=pack.name, place=place, since=row.since)


def _journal(
    verb: str, row: models.Adoption, by: Viewer | None, at: datetime, reason: str, using: str
) -> None:
    journal.write(
        by=by,
        verb=verb,
        place=row.lo,
        subject=f"policy_adoption:{row.pk}",
        at=at,
        reason=reason,
        detail={
            "pack": row.pack.name,
            "place": row.place,
            "since": row.since.isoformat(),
            "until": row.until.isoformat() if row.until else None,
        },
        using=using,
    )
