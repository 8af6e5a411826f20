"""Warnings: which wait for a nurse, which are in hand, what came of the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.institutions.models import Stay, Step, Warning
from anlin.institutions.rules import Level, Outcome
from anlin.people.models import Person

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Alarm:
    """A warning with whom it is about, where they lie, and what became of it."""

    warning: Warning
    person: Person | None
    bed: str
    values: Mapping[str, object]
    said: Sequence[Mapping[str, str]]
    changes: Sequence[Mapping[str, str]]
    taken: Step | None
    closed: Step | None

    @property
    def emergency(self) -> bool:
        """Tell whether it cannot wait."""
        return self.warning.level == Level.EMERGENCY

    @property
    def waited(self) -> timedelta | None:
        """Return how long it took until somebody took over; None: nobody has."""
        return self.taken.at - self.warning.raised_at if self.taken else None


def alarms(viewer: Viewer, lo: int, hi: int, *, waiting: bool) -> list[Alarm]:
    """Return the warnings of a range that nobody closed, or the last ones that somebody did.

    Those that wait longest come first, emergencies before others.
    Cost: four statements.
    """
    here = Warning.objects.filter(place__gte=lo, place__lt=hi).select_related("institution")
    found = within(viewer, here)
    closed = Step.objects.filter(place__gte=lo, place__lt=hi).exclude(outcome="").values("warning")
    rows = list(
        found.exclude(pk__in=closed).order_by("raised_at")
        if waiting
        else found.filter(pk__in=closed).order_by("-raised_at")[:_SHOWN]
    )
    made = _with_steps(rows)
    rank = {Level.EMERGENCY: 0, Level.WARNING: 1}
    if waiting:
        made.sort(key=lambda each: (each.taken is not None, rank[Level(each.warning.level)]))
    return made


def alarm(viewer: Viewer, number: int) -> Alarm | None:
    """Return one warning in sight."""
    rows = list(within(viewer, Warning.objects.filter(pk=number)))
    return _with_steps(rows)[0] if rows else None


def _with_steps(rows: Sequence[Warning]) -> list[Alarm]:
    people = Person.objects.in_bulk({row.person_id for row in rows})
    stays = Stay.objects.filter(person__in=people, until=None).select_related("bed")
    beds = {stay.person_id: stay.bed.name for stay in stays if stay.bed}
    steps: dict[tuple[int, bool], Step] = {
        (step.warning_id, step.outcome != ""): step
        for step in Step.objects.filter(warning__in=[row.pk for row in rows])
    }
    return [
        Alarm(
            row, people.get(row.person_id), beds.get(row.person_id, ""),
            row.found["values"], row.found["said"], row.found["changes"],
            steps.get((row.pk, False)), steps.get((row.pk, True)),
        )
        for row in rows
    ]  # fmt: skip


def outcomes(lo: int, hi: int, since: datetime) -> dict[str, int]:
    """Return how many warnings of a range came to what since a moment; empty: not closed."""
    found = Warning.objects.filter(place__gte=lo, place__lt=hi, raised_at__gte=since)
    closed = Step.objects.filter(warning__in=found).exclude(outcome="")
    counts = Counter(closed.values_list("outcome", flat=True))
    counts[""] = found.count() - sum(counts.values())
    return {str(each): counts[each] for each in ["", *Outcome]}
