"""The library as its pages read it: packs, orders, clauses, measures."""

from django.db.models import BooleanField, Count, ExpressionWrapper, Prefetch, Q, QuerySet

from anlin.base.scope import NATION
from anlin.policy import models, rules
from anlin.policy.queries.law import rulings_in_force, tables
from anlin.policy.rules import UnknownOrderError, UnknownPackError

_INVENTED = ExpressionWrapper(Q(status="demonstration"), BooleanField())


def library(*, using: str = "default") -> QuerySet[models.Pack]:
    """Return released packs but those of places' own orders: law, then drafts, then inventions.

    Of each the newest in force comes first. Each order counts its clauses: `carried`, `not_yet`,
    `by_capability`.
    """
    counted = models.Order.objects.annotate(
        carried=Count("clauses", filter=Q(clauses__state="carried")),
        not_yet=Count("clauses", filter=Q(clauses__state="not yet")),
        by_capability=Count("clauses", filter=Q(clauses__state="by capability")),
    ).order_by("issued_on", "id")
    return (
        _packs(using, counted)
        .filter(lo__isnull=True)
        .order_by(_INVENTED, "status", "-since", "name")
    )


def _packs(using: str, orders: QuerySet[models.Order]) -> QuerySet[models.Pack]:
    return models.Pack.objects.using(using).prefetch_related(
        Prefetch("orders", orders), "releases", "adoptions"
    )


def pack(name: str, *, using: str = "default") -> models.Pack:
    """Return a released pack with its orders, its releases and its adoptions.

    Raises:
        UnknownPackError: no such pack is released.
    """
    found = (
        _packs(using, models.Order.objects.order_by("issued_on", "id")).filter(name=name).first()
    )
    if found is None:
        raise UnknownPackError(name=name)
    return found


def order(name: str, *, using: str = "default") -> models.Order:
    """Return an order with its pack, its clauses in order, and the measures of each.

    Raises:
        UnknownOrderError: no such order is released.
    """
    clauses = models.Clause.objects.order_by("number").prefetch_related("measures", "classes")
    found = (
        models.Order.objects.using(using)
        .select_related("pack")
        .prefetch_related(Prefetch("clauses", clauses))
        .filter(pk=name)
        .first()
    )
    if found is None:
        raise UnknownOrderError(name=name)
    return found


def find(
    *,
    text: str = "",
    kind: str = "",
    state: str = "",
    near: tuple[int, int] = NATION,
    using: str = "default",
) -> QuerySet[models.Clause]:
    """Return the clauses whose id or words hold `text`, of a kind, in a state; all that is given.

    Words of the measures that carry a clause count as its own. Of places' own orders only those
    around, at and inside the places in `near` are looked through.
    """
    lo, hi = near
    own = Q(order__pack__lo__isnull=True) | Q(order__pack__lo__lt=hi, order__pack__hi__gt=lo)
    found = models.Clause.objects.using(using).select_related("order__pack").filter(own)
    if text:
        columns = ("zh", "en", "measures__zh", "measures__en")
        fits = Q(id__istartswith=text)
        for column in columns:
            fits |= Q(**{f"{column}__icontains": text})
        found = found.filter(fits).distinct()
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    return found.prefetch_related("measures", "classes").order_by(
        "order__issued_on", "order", "number"
    )


def clause(name: str, *, using: str = "default") -> models.Clause:
    """Return a clause with its order, its pack and its measures.

    Raises:
        UnknownOrderError: no such clause is released.
    """
    found = (
        models.Clause.objects.using(using)
        .select_related("order__pack")
        .prefetch_related("measures")
        .filter(pk=name)
        .first()
    )
    if found is None:
        raise UnknownOrderError(name=name)
    return found


def table(name: str, pack_name: str, *, using: str = "default") -> rules.DecisionTable:
    """Return the decision table of a class in a pack.

    Raises:
        UnknownOrderError: no such class is released.
    """
    found = next(
        (
            each
            for each in tables(using=using).values()
            if each.name == name and each.pack == pack_name
        ),
        None,
    )
    if found is None:
        raise UnknownOrderError(name=name)
    return found


def measure(code: str, *, using: str = "default") -> models.Measure:
    """Return a measure with its pack, the clauses it carries and every term with its source.

    Raises:
        UnknownOrderError: no such measure is released.
    """
    terms = models.Term.objects.select_related("clause__order", "pack").order_by("since", "pack")
    found = (
        models.Measure.objects.using(using)
        .select_related("pack")
        .prefetch_related(
            "clauses__order__pack",
            "clauses__measures",
            "clauses__classes",
            Prefetch("terms", terms),
        )
        .filter(code=code)
        .first()
    )
    if found is None:
        raise UnknownOrderError(name=code)
    return found


def rulings_of(code: str, *, using: str = "default") -> list[rules.Ruling]:
    """Return where and when which term of a measure is in force: who owes it where."""
    return [each for each in rulings_in_force(using=using) if each.measure == code]


def adoptions_at(lo: int, hi: int, *, using: str = "default") -> QuerySet[models.Adoption]:
    """Return the adoptions that reach the places in [lo, hi): around, at and inside them."""
    return (
        models.Adoption.objects.using(using)
        .select_related("pack")
        .filter(lo__lt=hi, hi__gt=lo)
        .order_by("lo", "-hi", "since")
    )
