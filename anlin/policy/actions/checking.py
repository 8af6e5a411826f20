"""What no adoption and no local order may do: ask for less than around it, or speak twice."""

from collections.abc import Collection, Iterable, Mapping

from django.db import connections

from anlin.accounts.rules import NotYoursError, Right, Viewer
from anlin.places.queries import names
from anlin.policy import models
from anlin.policy.rules import (
    PARAMETERS,
    Conflict,
    Corpus,
    LooserHereError,
    NotGrantedError,
    OrdersClashError,
    Ruling,
    least,
)

Titles = Mapping[str, tuple[str, str]]
_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('policy.law', 0))"


def may(by: Viewer | None, lo: int, hi: int) -> None:
    """Refuse whoever is not an officer of the place; None is the product's own owner."""
    if by is not None and not (by.may(Right.ADOPT) and by.covers_all(lo, hi)):
        raise NotYoursError


def one_by_one(using: str) -> None:
    """Let changes of what is in force follow each other, so that each is checked against all."""
    with connections[using].cursor() as cursor:
        cursor.execute(_ONE_BY_ONE)


def refuse_wrong(
    law: Corpus,
    places: Collection[str] = (),
    *,
    using: str,
    orders: Collection[str] = (),
    titles: Titles | None = None,
) -> None:
    """Refuse if the law as it would be clashes, or is looser somewhere than around it.

    Only what is in force at one of `places` or by one of `orders` is judged. `titles` are those
    of orders that are not released yet.

    Raises:
        Problem: two orders clash, a clause grants nothing there, or one order is too loose.
    """
    known = dict(titles or {})
    for one, other in law.clashes():
        if _judged((one, other), places, orders):
            raise _clash(one, other, known, using)
    _refuse_grants(law, places)
    for found in law.conflicts():
        if _judged((found.inner, found.outer), places, orders):
            raise (
                _ungranted(found.inner) if found.inner.term.grant else _looser(found, known, using)
            )


def _judged(pair: Iterable[Ruling], places: Collection[str], orders: Collection[str]) -> bool:
    return any(each.place in places or each.term.order in orders for each in pair)


def _refuse_grants(law: Corpus, places: Collection[str]) -> None:
    """Refuse a term that cites a clause which grants nothing about its measure."""
    known = {(grant.clause, grant.measure) for grant in law.grants}
    for ruling in law.rulings():
        cited = (ruling.term.grant, ruling.measure)
        if ruling.place in places and ruling.term.grant and cited not in known:
            raise _ungranted(ruling)


def _ungranted(ruling: Ruling) -> NotGrantedError:
    return NotGrantedError(
        field="grant",
        clause=ruling.term.grant,
        measure=ruling.measure,
        place=names([ruling.place]).get(ruling.place, ruling.place),
    )


def _titles(orders: Collection[str], known: Titles, using: str) -> dict[str, tuple[str, str]]:
    rows = models.Order.objects.using(using).filter(pk__in=orders)
    found = {row.pk: (row.title_zh, row.title_en or row.title_zh) for row in rows}
    return {order: found.get(order, known.get(order, (order, order))) for order in orders}


def _clash(one: Ruling, other: Ruling, known: Titles, using: str) -> OrdersClashError:
    titles = _titles((one.term.order, other.term.order), known, using)
    return OrdersClashError(
        field="since",
        measure=one.measure,
        place=names([one.place]).get(one.place, one.place),
        day=one.since,
        **_order("one", one, titles),
        **_order("other", other, titles),
    )


def _looser(found: Conflict, known: Titles, using: str) -> LooserHereError:
    inner, outer, wrong = found.inner, found.outer, found.wrong
    titles = _titles((inner.term.order, outer.term.order), known, using)
    places = names([inner.place, outer.place])
    said = PARAMETERS[wrong.parameter]
    zh, en = least(wrong)
    return LooserHereError(
        field=wrong.parameter,
        measure=inner.measure,
        parameter_zh=said[0],
        parameter_en=said[1],
        least_zh=zh,
        least_en=en,
        place=places.get(inner.place, inner.place),
        outer_place=places.get(outer.place, outer.place),
        **_order("inner", inner, titles),
        **_order("outer", outer, titles),
    )


def _order(name: str, ruling: Ruling, titles: Titles) -> dict[str, str]:
    zh, en = titles[ruling.term.order]
    clause = ruling.term.clause
    return {
        f"{name}_zh": zh,
        f"{name}_en": en,
        f"{name}_clause": clause,
        f"{name}_order": ruling.term.order,
    }
