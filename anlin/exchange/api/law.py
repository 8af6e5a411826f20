"""What orders say, and what is in force where on which day."""

from collections.abc import Iterable
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router

from anlin.base import clock
from anlin.exchange.api.door import for_everybody
from anlin.exchange.api.places import REFUSALS, CodeIn, DayIn, day_of
from anlin.exchange.api.shapes import (
    ClauseOut,
    MeasureOut,
    OrderLine,
    OrderList,
    OrderOut,
    RulingList,
    RulingOut,
    SlotOut,
    TermOut,
)
from anlin.exchange.queries import Standing, standing_at
from anlin.places.queries import place
from anlin.policy import models, queries, rules

router = Router()
Name = Annotated[str, Path(max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
MeasureIn = Annotated[str, Query(max_length=64, description="code of a measure")]


@router.get("/orders", response={200: OrderList, **REFUSALS}, operation_id="orders")
@for_everybody
def orders(request: HttpRequest) -> OrderList:
    """Every released order, by pack."""
    packs = queries.library()
    return OrderList(
        items=[order_line(each, pack.name) for pack in packs for each in pack.orders.all()]
    )


@router.get("/orders/{name}", response={200: OrderOut, **REFUSALS}, operation_id="order")
@for_everybody
def order(request: HttpRequest, name: Name) -> OrderOut:
    """One order with its clauses."""
    found = queries.order(name)
    return OrderOut(
        **order_line(found, found.pack.name).dict(),
        confidence=found.confidence,
        clauses=[clause_out(each) for each in found.clauses.all()],
    )


@router.get("/clauses/{name}", response={200: ClauseOut, **REFUSALS}, operation_id="clause")
@for_everybody
def clause(request: HttpRequest, name: Name) -> ClauseOut:
    """One clause, in our own words, with the measures that carry it."""
    return clause_out(queries.clause(name))


@router.get("/measures/{name}", response={200: MeasureOut, **REFUSALS}, operation_id="measure")
@for_everybody
def measure(request: HttpRequest, name: Name) -> MeasureOut:
    """One measure with the terms of its own pack."""
    found = queries.measures().get(name)
    if found is None:
        raise rules.UnknownOrderError(name=name)
    return MeasureOut(
        code=found.code,
        pack=found.pack,
        kind=found.kind.value,
        zh=found.zh,
        en=found.en,
        population=found.population,
        owed_by=found.owed_by,
        evidence=list(found.evidence),
        minutes=found.minutes,
        clauses=list(found.carries),
        terms=[term_out(each) for each in found.terms],
    )


@router.get(
    "/places/{code}/rulings", response={200: RulingList, **REFUSALS}, operation_id="rulings"
)
@for_everybody
def rulings(
    request: HttpRequest, code: CodeIn, day: DayIn = None, measure: MeasureIn = ""
) -> RulingList:
    """What is in force at a place on `day` (default: today), one ruling for each measure."""
    asked = day_of(day, clock.now())
    found = standing_at(place(code).code, asked, measure)
    return RulingList(place=code, day=asked, items=rulings_out(found))


def rulings_out(standing: Iterable[Standing]) -> list[RulingOut]:
    """Return what holds, with the words of each measure."""
    known = queries.measures()
    return [
        RulingOut(
            measure=each.ruling.measure,
            zh=known[each.ruling.measure].zh,
            en=known[each.ruling.measure].en,
            owed_by=known[each.ruling.measure].owed_by,
            place=each.ruling.place,
            since=each.ruling.since,
            until=each.ruling.until,
            term=term_out(each.ruling.term),
            above=term_out(each.above.term) if each.above else None,
        )
        for each in standing
    ]


def term_out(term: rules.Term) -> TermOut:
    """Return a term with its lengths of time in seconds."""
    return TermOut(
        since=term.since,
        until=term.until,
        order=term.order,
        clause=term.clause,
        needs=term.needs,
        every_days=term.every,
        slots=[
            SlotOut(opens=int(slot.opens.total_seconds()), closes=int(slot.closes.total_seconds()))
            for slot in term.slots
        ],
        lapses_after=int(term.grace.total_seconds()),
        spacing=int(term.spacing.total_seconds()),
        within=None if term.within is None else int(term.within.total_seconds()),
        lasts_days=term.lasts,
        day0_rule=term.day0_rule,
        confidence=term.confidence,
    )


def order_line(row: models.Order, pack: str) -> OrderLine:
    """Return an order as a list shows it."""
    return OrderLine(
        id=row.pk,
        pack=pack,
        title_zh=row.title_zh,
        title_en=row.title_en,
        issuer_zh=row.issuer_zh,
        issuer_en=row.issuer_en,
        number=row.number,
        issued_on=row.issued_on,
        jurisdiction=row.jurisdiction,
    )


def clause_out(row: models.Clause) -> ClauseOut:
    """Return a clause with the codes of the measures that carry it."""
    return ClauseOut(
        id=row.pk,
        order=row.order_id,
        kind=row.kind,
        where=row.where,
        zh=row.zh,
        en=row.en,
        state=row.state,
        measures=sorted(each.code for each in row.measures.all()),
    )
