"""Write a local order, change it, withdraw it, and release it as law of the place."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.journal import actions as journal
from anlin.places.queries import names
from anlin.places.rules import span
from anlin.policy import models, queries, rules
from anlin.policy.actions import rows
from anlin.policy.actions.checking import may, one_by_one, refuse_wrong
from anlin.policy.actions.waking import wake
from anlin.policy.pack import Library, written
from anlin.policy.rules import (
    DraftMovedError,
    MeasureTwiceError,
    NothingToTightenError,
    PastDayError,
    Text,
)

_STATES = {
    "open": ("未发布", "open"),
    "withdrawn": ("已撤回", "withdrawn"),
    "released": ("已发布", "released"),
}


def draft(
    text: Text, place: str, *, by: Viewer, at: datetime, using: str = "default"
) -> rules.Draft:
    """Begin a local order of a place.

    Raises:
        Problem: not this actor's place, in the past, or not to be ordered there.
    """
    lo, hi = span(place)
    with transaction.atomic(using=using):
        may(by, lo, hi)
        _refuse(text, place, at, using)
        row = models.Draft.objects.using(using).create(
            place=place, lo=lo, hi=hi, made_by=by.user, made_at=at
        )
        version = _write(row, 1, text, "open", by, at, using)
        _journal("policy.draft", version, by, at, using)
    return queries.draft(row.pk, using=using)


def change_draft(
    number: int, text: Text, *, seen: int, by: Viewer, at: datetime, using: str = "default"
) -> rules.Draft:
    """Let a draft say something else; `seen` is the version that the actor has read.

    Raises:
        Problem: as for a new draft, or it has changed since.
    """
    with transaction.atomic(using=using):
        row, version = _open(number, seen, by, using)
        _refuse(text, row.place, at, using)
        made = _write(row, version.number + 1, text, "open", by, at, using)
        _journal("policy.change_draft", made, by, at, using)
    return queries.draft(number, using=using)


def withdraw_draft(
    number: int, *, seen: int, by: Viewer, at: datetime, reason: str, using: str = "default"
) -> rules.Draft:
    """Give a draft up; it stays to be read.

    Raises:
        Problem: not this actor's place, or it has changed since.
    """
    with transaction.atomic(using=using):
        row, version = _open(number, seen, by, using)
        text = replace(queries.draft(number, using=using).text, reason=reason)
        made = _write(row, version.number + 1, text, "withdrawn", by, at, using)
        _journal("policy.withdraw_draft", made, by, at, using)
    return queries.draft(number, using=using)


def release_draft(
    number: int, *, seen: int, by: Viewer, at: datetime, using: str = "default"
) -> models.Adoption:
    """Make a draft law of its place from its first day on, as a pack of its own.

    Raises:
        Problem: as for a new draft, or it has changed since.
    """
    with transaction.atomic(using=using):
        row, version = _open(number, seen, by, using)
        one_by_one(using)
        text = queries.draft(number, using=using).text
        name = queries.next_name(row.place, using=using)
        _refuse(text, row.place, at, using)
        law = queries.corpus(using=using)
        made = queries.library_of(text, row.place, name, issued=local_day(at), law=law, using=using)
        pack = _release(made, row, at, using)
        adoption = models.Adoption.objects.using(using).create(
            pack=pack,
            place=row.place,
            lo=row.lo,
            hi=row.hi,
            since=text.since,
            until=text.until,
            adopted_by=by.user,
            adopted_at=at,
            reason=text.reason,
            knowingly=False,
        )
        done = _write(row, version.number + 1, text, "released", by, at, using, pack)
        wake(at=at, using=using)
        _journal("policy.release_draft", done, by, at, using)
    return adoption


def _open(
    number: int, seen: int, by: Viewer, using: str
) -> tuple[models.Draft, models.DraftVersion]:
    """Return a draft and its newest version, if that is the one its officer has seen."""
    queries.draft(number, using=using)
    row = models.Draft.objects.using(using).get(pk=number)
    may(by, row.lo, row.hi)
    latest = row.versions.using(using).order_by("-number")[0]
    if (latest.number, latest.state) != (seen, "open"):
        raise _moved(latest)
    return row, latest


def _moved(latest: models.DraftVersion) -> DraftMovedError:
    zh, en = _STATES[latest.state]
    return DraftMovedError(number=latest.number, state_zh=zh, state_en=en)


def _refuse(text: Text, place: str, at: datetime, using: str) -> None:
    today = local_day(at)
    if text.since < today:
        raise PastDayError(field="since", day=text.since, today=today)
    codes = [change.measure for change in text.changes]
    if not codes or len(set(codes)) < len(codes):
        raise MeasureTwiceError
    law = queries.corpus(using=using)
    in_force = law.rulings()
    for code in codes:
        if not rules.holding(in_force, code, place, text.since):
            raise NothingToTightenError(
                field="since",
                measure=code,
                place=names([place]).get(place, place),
                day=text.since,
            )
    name = queries.next_name(place, using=using)
    after = queries.with_text(text, place, name=name, law=law, using=using)
    titles = {name: (text.title_zh, text.title_en or text.title_zh)}
    refuse_wrong(after, {place}, using=using, titles=titles)


def _write(
    row: models.Draft,
    number: int,
    text: Text,
    state: str,
    by: Viewer,
    at: datetime,
    using: str,
    pack: models.Pack | None = None,
) -> models.DraftVersion:
    try:
        with transaction.atomic(using=using):
            return models.DraftVersion.objects.using(using).create(
                draft=row,
                number=number,
                lo=row.lo,
                state=state,
                official=text.official,
                title_zh=text.title_zh,
                title_en=text.title_en,
                since=text.since,
                until=text.until,
                reason=text.reason,
                changes=written(text.changes),
                pack=pack,
                written_by=by.user,
                written_at=at,
            )
    except IntegrityError:
        raise _moved(row.versions.using(using).order_by("-number")[0]) from None


def _release(made: Library, row: models.Draft, at: datetime, using: str) -> models.Pack:
    """Write the pack, its order, clauses and terms, and close it with its release."""
    (said,), (order,) = made.packs, made.orders
    pack = models.Pack.objects.using(using).create(
        name=said.name, lo=row.lo, hi=row.hi, **rows.of_pack(said)
    )
    written_order = models.Order.objects.using(using).create(
        id=order.id, pack=pack, **rows.of_order(order)
    )
    models.Clause.objects.using(using).bulk_create(
        models.Clause(id=clause.id, order=written_order, number=number, **rows.of_clause(clause))
        for number, clause in enumerate(order.clauses, 1)
    )
    numbers = queries.measure_ids(using=using)
    for value, clause in zip(made.values, order.clauses, strict=True):
        measure = numbers[value.measure]
        models.Carries.objects.using(using).create(measure_id=measure, clause_id=clause.id)
        models.Term.objects.using(using).bulk_create(
            models.Term(
                pack=pack,
                measure_id=measure,
                since=term.since,
                until=term.until,
                **rows.of_term(term),
            )
            for term in value.terms
        )
    models.Release.objects.using(using).create(
        pack=pack, version=said.version, hash=said.hash, released_at=at
    )
    return pack


def _journal(verb: str, version: models.DraftVersion, by: Viewer, at: datetime, using: str) -> None:
    row, pack = version.draft, version.pack
    journal.write(
        by=by,
        verb=verb,
        place=row.lo,
        subject=f"policy_draft:{row.pk}",
        at=at,
        reason=version.reason,
        detail={
            "place": row.place,
            "version": version.number,
            "since": version.since.isoformat(),
            "until": version.until.isoformat() if version.until else None,
            "measures": [change["measure"] for change in version.changes],
            "pack": pack.name if pack else None,
        },
        using=using,
    )
