"""Put packs into the database: append-only, and the same however often it is done."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from anlin.accounts.rules import Viewer
from anlin.journal import actions as journal
from anlin.places.rules import span
from anlin.policy import models, queries, rules
from anlin.policy.actions import rows
from anlin.policy.actions.checking import refuse_wrong
from anlin.policy.actions.forms import release_forms
from anlin.policy.actions.ladders import release_ladders
from anlin.policy.actions.limits import release_limits
from anlin.policy.pack import Library, Order, Pack
from anlin.policy.rules import ReleasedOtherwiseError, UnknownOrderError


@dataclass(frozen=True, slots=True)
class _Loading:
    """What one release works with."""

    library: Library
    packs: dict[str, models.Pack]
    at: datetime
    using: str


def release(
    library: Library, *, by: Viewer | None, at: datetime, using: str = "owner"
) -> list[str]:
    """Load the packs of `library` that are not released yet and return their names.

    Releasing twice is the same as releasing once. Active packs hold from their day on.

    Raises:
        Problem: a version, term, measure or class stands with another content, or what a place
            orders itself would ask for less than a pack now does.
    """
    with transaction.atomic(using=using):
        new = [pack for pack in library.packs if not _stands(pack, using)]
        packs = {pack.name: _pack(pack, using) for pack in new}
        part = library.of(frozenset(packs))
        loading = _Loading(part, packs, at, using)
        _orders(loading)
        numbers = _measures(loading)
        _terms(loading, numbers)
        for table in part.classes:
            _class(table, loading)
        release_ladders(part.ladders, packs, using)
        release_limits(part.limits, packs, using)
        release_forms(part.forms, packs, using)
        _default_adoptions(loading)
        law = queries.corpus(using=using)
        refuse_wrong(law, orders={order.id for order in part.orders}, using=using)
        for pack in sorted(new, key=lambda each: span(each.jurisdiction)):
            models.Release.objects.using(using).create(
                pack=packs[pack.name], version=pack.version, hash=pack.hash, released_at=at
            )
            journal.write(
                by=by,
                verb="policy.release",
                place=span(pack.jurisdiction)[0],
                subject=f"policy_pack:{packs[pack.name].pk}",
                at=at,
                detail={"pack": pack.name, "version": pack.version, "hash": pack.hash},
                using=using,
            )
    return [pack.name for pack in new]


def _stands(pack: Pack, using: str) -> bool:
    released = (
        models.Release.objects.using(using)
        .filter(pack__name=pack.name, version__gte=pack.version)
        .order_by("-version")
        .first()
    )
    if released is None:
        return False
    if (released.version, released.hash) != (pack.version, pack.hash):
        raise ReleasedOtherwiseError(what=f"{pack.name} {released.version}")
    return True


def _pack(pack: Pack, using: str) -> models.Pack:
    row, _ = models.Pack.objects.using(using).update_or_create(
        name=pack.name,
        defaults=rows.of_pack(pack),
    )
    return row


def _orders(loading: _Loading) -> None:
    for order in loading.library.orders:
        row, _ = models.Order.objects.using(loading.using).update_or_create(
            id=order.id,
            defaults={"pack": loading.packs[order.pack], **rows.of_order(order)},
        )
        _clauses(row, order, loading.using)


def _clauses(row: models.Order, order: Order, using: str) -> None:
    models.Clause.objects.using(using).bulk_create(
        [
            models.Clause(id=clause.id, order=row, number=number, **rows.of_clause(clause))
            for number, clause in enumerate(order.clauses, 1)
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["order", "number", *rows.of_clause(order.clauses[0])],
    )


def _measures(loading: _Loading) -> dict[str, models.Measure]:
    """Load measures and return every one that is released, by code."""
    standing = models.Measure.objects.using(loading.using)
    for measure in loading.library.measures:
        row = standing.filter(code=measure.code).first()
        fixed = _fixed(measure)
        if row and any(getattr(row, name) != value for name, value in fixed.items()):
            raise ReleasedOtherwiseError(what=measure.code)
        row, _ = standing.update_or_create(
            code=measure.code,
            defaults=fixed
            | {
                "pack": loading.packs[measure.pack],
                "zh": measure.zh,
                "en": measure.en,
                "owed_by": measure.owed_by,
                "minutes": measure.minutes,
                "minutes_basis": measure.minutes_basis,
                "stricter": dict(measure.stricter),
            },
        )
    found = {row.code: row for row in standing.all()}
    _carries(loading, found)
    return found


def _carries(loading: _Loading, numbers: dict[str, models.Measure]) -> None:
    """Tie clauses to the measures that carry them, or whose values a local pack sets by them."""
    for clause in loading.library.clauses:
        for code in clause.measures:
            if code in numbers:
                models.Carries.objects.using(loading.using).get_or_create(
                    measure=numbers[code], clause_id=clause.id
                )


def _fixed(measure: rules.Measure) -> dict[str, object]:
    """Return what a released measure keeps for ever: who is concerned and what counts."""
    return {
        "kind": measure.kind.value,
        "population": measure.population,
        "class_name": measure.class_name,
        "outcomes": list(measure.outcomes),
        "evidence": list(measure.evidence),
    }


def _terms(loading: _Loading, numbers: dict[str, models.Measure]) -> None:
    said = [(each.pack, each.code, each.terms) for each in loading.library.measures]
    said += [(each.pack, each.measure, each.terms) for each in loading.library.values]
    for pack, code, terms in said:
        if code not in numbers:
            raise UnknownOrderError(name=code)
        _refuse_removal(loading.packs[pack], numbers[code], terms, loading.using)
        for term in terms:
            _term(loading.packs[pack], numbers[code], term, loading.using)


def _refuse_removal(
    pack: models.Pack, measure: models.Measure, terms: Iterable[rules.Term], using: str
) -> None:
    kept = {term.since for term in terms}
    for row in models.Term.objects.using(using).filter(pack=pack, measure=measure):
        if row.since not in kept:
            raise ReleasedOtherwiseError(what=f"{measure.code} {row.since}")


def _term(pack: models.Pack, measure: models.Measure, term: rules.Term, using: str) -> None:
    """Add a term, or give a standing one its end; anything else is refused."""
    said = rows.of_term(term)
    standing = models.Term.objects.using(using)
    row, made = standing.get_or_create(
        pack=pack, measure=measure, since=term.since, defaults=said | {"until": term.until}
    )
    if made:
        return
    same = all(getattr(row, name) == value for name, value in said.items())
    if not same or (row.until is not None and row.until != term.until):
        raise ReleasedOtherwiseError(what=f"{measure.code} {term.since}")
    if row.until != term.until:
        standing.filter(pk=row.pk).update(until=term.until)


def _class(table: rules.DecisionTable, loading: _Loading) -> None:
    """Add a decision table with every case decided."""
    content = json.loads(json.dumps(asdict(table)))
    said = {name: content[name] for name in ("zh", "en", "axes", "outcomes", "rows", "score")}
    said["clause_id"] = table.clause
    row, made = models.ClassTable.objects.using(loading.using).get_or_create(
        pack=loading.packs[table.pack], name=table.name, defaults=said
    )
    if not made:
        if any(getattr(row, name) != value for name, value in said.items()):
            raise ReleasedOtherwiseError(what=table.name)
        return
    models.ClassCase.objects.using(loading.using).bulk_create(
        models.ClassCase(
            class_table=row,
            key=key,
            outcome=decision.outcome,
            basis=decision.basis,
            row=decision.row,
        )
        for key, decision in rules.every_case(table).items()
    )


def _default_adoptions(loading: _Loading) -> None:
    """Put active packs in force as they say; an end that a new version brings is added."""
    for adoption in loading.library.default_adoptions():
        lo, hi = span(adoption.place)
        standing = models.Adoption.objects.using(loading.using)
        row, made = standing.get_or_create(
            pack=loading.packs[adoption.pack],
            place=adoption.place,
            since=adoption.since,
            defaults={
                "lo": lo,
                "hi": hi,
                "until": adoption.until,
                "adopted_by": None,
                "adopted_at": loading.at,
                "reason": "",
                "knowingly": False,
            },
        )
        if not made and row.until is None and adoption.until is not None:
            standing.filter(pk=row.pk).update(until=adoption.until)
