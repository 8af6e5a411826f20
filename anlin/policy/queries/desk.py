"""What a place's policy officer works with: what is asked there, and what changed when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from anlin.places.rules import span
from anlin.policy import models, rules
from anlin.policy.queries.law import corpus
from anlin.policy.rules import Corpus, Kind, Measure, Ruling


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure in force at a place: its terms at and around it, the one that holds last."""

    measure: Measure
    around: tuple[Ruling, ...]

    @property
    def holds(self) -> Ruling:
        """Return the innermost term: what is asked at the place."""
        return self.around[-1]

    @property
    def parameters(self) -> list[str]:
        """Return the parameters that a place may move by itself."""
        return [*dict(self.measure.stricter), "slots"]

    def fitting(self, names: Iterable[str]) -> list[str]:
        """Return those of `names` that a term of this kind has."""
        term = self.holds.term
        if self.measure.kind is Kind.DEADLINE:
            kept = {"needs", "within", "grace"}
        else:
            kept = {"needs", "every", "spacing"}
            kept |= {"slots", "grace", "lasts"} if term.every else set()
        return [name for name in dict.fromkeys(names) if name in kept]


@dataclass(frozen=True, slots=True)
class Happening:
    """A pack or a local order began or ended at, around or inside a place."""

    day: date
    begins: bool
    adoption: models.Adoption


def asked_at(place: str, day: date, *, law: Corpus | None = None) -> list[Asked]:
    """Return the measures in force at a place on a day that a place can tighten."""
    law = law or corpus()
    in_force = law.rulings()
    found = [
        Asked(measure, tuple(rules.holding(in_force, code, place, day)))
        for code, measure in law.measures.items()
        if measure.kind is not Kind.CLASS
    ]
    return [each for each in found if each.around]


def grants_at(
    place: str, day: date, measure: str, *, law: Corpus | None = None
) -> list[rules.Grant]:
    """Return what lets a place ask for less of a measure on a day."""
    law = law or corpus()
    return [
        held.grant
        for held in law.granted()
        if held.grant.measure == measure
        and rules.inside(place, held.place)
        and held.since <= day
        and (held.until is None or day < held.until)
    ]


def clauses(names: Iterable[str], *, using: str = "default") -> QuerySet[models.Clause]:
    """Return clauses with their orders."""
    return models.Clause.objects.using(using).select_related("order").filter(pk__in=list(names))


def local_orders(place: str, *, using: str = "default") -> QuerySet[models.Adoption]:
    """Return the orders that a place made itself, the latest first, with what each tightens."""
    return _adoptions(using).filter(place=place, pack__lo__isnull=False).order_by("-since", "-pk")


def happenings(place: str, *, using: str = "default") -> list[Happening]:
    """Return what began and ended at and around a place, the latest day first."""
    lo, hi = span(place)
    held = _adoptions(using).filter(lo__lte=lo, hi__gte=hi).order_by("pk")
    found = [Happening(row.since, True, row) for row in held]
    found += [Happening(row.until, False, row) for row in held if row.until]
    return sorted(found, key=lambda each: (each.day, each.adoption.pk), reverse=True)


def _adoptions(using: str) -> QuerySet[models.Adoption]:
    terms = models.Term.objects.select_related("measure", "clause").order_by("measure__code")
    return (
        models.Adoption.objects.using(using)
        .select_related("pack")
        .prefetch_related(Prefetch("pack__terms", terms), "pack__orders")
    )
