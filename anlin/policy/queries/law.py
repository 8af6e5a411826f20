"""Released law as the heart reads it: plain values of rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Prefetch

from anlin.policy import models, rules
from anlin.policy.rules import Adoption, Axis, Decision, DecisionTable, Outcome, Row, Score


@dataclass(frozen=True, slots=True)
class TableInForce:
    """A decision table that holds at a place from a day until a day (exclusive)."""

    id: int
    name: str
    pack: str
    place: str
    since: date
    until: date | None


def measures(*, using: str = "default") -> dict[str, rules.Measure]:
    """Return every released measure with its own pack's terms, by code."""
    found = (
        models.Measure.objects.using(using)
        .select_related("pack")
        .prefetch_related(
            Prefetch("clauses", models.Clause.objects.select_related("order")),
            Prefetch("terms", models.Term.objects.select_related("clause")),
        )
        .order_by("code")
    )
    return {row.code: _measure(row) for row in found}


def measure_ids(*, using: str = "default") -> dict[str, int]:
    """Return the number of every released measure, by code."""
    return dict(models.Measure.objects.using(using).values_list("code", "id"))


def values(*, using: str = "default") -> list[rules.Values]:
    """Return every local pack's terms for measures of packs above."""
    grouped: dict[tuple[str, str], list[rules.Term]] = {}
    found = (
        models.Term.objects.using(using)
        .select_related("clause", "pack", "measure")
        .exclude(pack=F("measure__pack"))
        .order_by("pack__name", "measure__code", "since")
    )
    for row in found:
        grouped.setdefault((row.pack.name, row.measure.code), []).append(_term(row))
    return [rules.Values(pack, measure, tuple(terms)) for (pack, measure), terms in grouped.items()]


def grants(*, using: str = "default") -> list[rules.Grant]:
    """Return every clause that lets places ask for less of a measure."""
    found = models.Clause.objects.using(using).exclude(grants_of="").select_related("order__pack")
    return [
        rules.Grant(row.order.pack.name, row.pk, row.grants_of, tuple(row.grants))
        for row in found.order_by("pk")
    ]


def adoptions(*, using: str = "default") -> list[Adoption]:
    """Return which packs hold where, from when until when."""
    found = models.Adoption.objects.using(using).select_related("pack").order_by("id")
    return [Adoption(row.pack.name, row.place, row.since, row.until) for row in found]


def corpus(*, using: str = "default") -> rules.Corpus:
    """Return all released law and where it is adopted."""
    return rules.Corpus(
        measures(using=using),
        tuple(values(using=using)),
        tuple(grants(using=using)),
        tuple(adoptions(using=using)),
    )


def rulings_in_force(*, using: str = "default") -> list[rules.Ruling]:
    """Return every term in force somewhere at some time; at one place one a day per measure."""
    return corpus(using=using).rulings()


def tables(*, using: str = "default") -> dict[int, DecisionTable]:
    """Return every released decision table, by number."""
    found = models.ClassTable.objects.using(using).select_related("pack", "clause").order_by("id")
    return {row.pk: _table(row) for row in found}


def tables_in_force(*, using: str = "default") -> list[TableInForce]:
    """Return which decision table of which class holds where: that of the pack adopted there."""
    found = models.Adoption.objects.using(using).select_related("pack").order_by("id")
    by_pack: dict[int, list[models.ClassTable]] = {}
    for table in models.ClassTable.objects.using(using).order_by("id"):
        by_pack.setdefault(table.pack_id, []).append(table)
    return [
        TableInForce(table.pk, table.name, row.pack.name, row.place, row.since, row.until)
        for row in found
        for table in by_pack.get(row.pack_id, ())
    ]


def class_of(table: int, key: str, *, using: str = "default") -> Decision:
    """Return what a decision table says for one combination; nothing for one it has not."""
    case = models.ClassCase.objects.using(using).filter(class_table=table, key=key).first()
    return Decision(case.outcome, case.basis, case.row) if case else Decision("", "none", "")


def tier_of(
    name: str, key: str, place: str, day: date, *, using: str = "default"
) -> models.ClassCase | None:
    """Return what class `name` says of `key` at the place of code `place` on `day`, and why.

    The table is that of the pack adopted nearest to the place; None where no pack has one.
    """
    holding = [
        table
        for table in tables_in_force(using=using)
        if table.name == name
        and rules.inside(place, table.place)
        and table.since <= day
        and (table.until is None or day < table.until)
    ]
    if not holding:
        return None
    nearest = max(holding, key=lambda table: (table.place != "0", len(table.place)))
    return (
        models.ClassCase.objects.using(using)
        .select_related("class_table__clause__order", "class_table__pack")
        .filter(class_table=nearest.id, key=key)
        .first()
    )


def _term(row: models.Term) -> rules.Term:
    return rules.Term(
        since=row.since,
        until=row.until,
        order=row.clause.order_id,
        clause=row.clause_id,
        needs=row.needs,
        every=row.every,
        slots=tuple(
            rules.Slot(timedelta(seconds=opens), timedelta(seconds=closes))
            for opens, closes in row.slots
        ),
        grace=row.grace,
        spacing=row.spacing,
        within=row.within,
        lasts=row.lasts,
        day0_rule=rules.DayZero(row.day0_rule),
        grant=row.grant_id or "",
        confidence=row.confidence,
    )


def _measure(row: models.Measure) -> rules.Measure:
    own = sorted(
        (term for term in row.terms.all() if term.pack_id == row.pack_id), key=lambda t: t.since
    )
    return rules.Measure(
        code=row.code,
        pack=row.pack.name,
        kind=rules.Kind(row.kind),
        zh=row.zh,
        en=row.en,
        population=row.population,
        owed_by=row.owed_by,
        evidence=tuple(row.evidence),
        minutes=row.minutes,
        terms=tuple(map(_term, own)),
        class_name=row.class_name,
        outcomes=tuple(row.outcomes),
        carries=tuple(
            sorted(each.pk for each in row.clauses.all() if each.order.pack_id == row.pack_id)
        ),
        stricter=tuple(sorted(row.stricter.items())),
        minutes_basis=row.minutes_basis,
    )


def _table(row: models.ClassTable) -> DecisionTable:
    return DecisionTable(
        name=row.name,
        pack=row.pack.name,
        zh=row.zh,
        en=row.en,
        order=row.clause.order_id,
        clause=row.clause_id,
        axes=tuple(
            Axis(a["name"], tuple(a["values"]), tuple(a["edges"]), a["zh"], a["en"])
            for a in row.axes
        ),
        rows=tuple(
            Row(r["number"], r["outcome"], tuple((a, tuple(v)) for a, v in r["takes"]))
            for r in row.rows
        ),
        score=_score(row.score),
        outcomes=tuple(Outcome(o["name"], o["zh"], o["en"]) for o in row.outcomes),
    )


def _score(kept: Mapping[str, list[list[object]]] | None) -> Score | None:
    if kept is None:
        return None
    return Score(
        tuple((str(a), str(v), int(str(p))) for a, v, p in kept["points"]),
        tuple((int(str(least)), str(outcome)) for least, outcome in kept["outcomes"]),
    )
