"""Tests of an institution: how often they are due, batches with their results, one batch."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base.days import local_day, start_of
from anlin.institutions.models import Batch, Finding, Institution, Post, Sample, Stay
from anlin.institutions.queries.measures import Owed, measures_of
from anlin.institutions.rules import Result, State, Whom
from anlin.records.rules import EvidenceKind

_SHOWN = 20
_KINDS = {EvidenceKind.TEST.name.lower(), EvidenceKind.STAFF_TEST.name.lower()}


@dataclass(frozen=True, slots=True)
class Counted:
    """A batch with how many were sampled, were not, and came to what."""

    batch: Batch
    taken: int
    missing: int
    results: Mapping[str, int]

    @property
    def waiting(self) -> int:
        """Return how many results are still to come."""
        return self.taken - sum(self.results.values())

    @property
    def positive(self) -> int:
        """Return how many are positive."""
        return self.results.get(Result.POSITIVE, 0)


@dataclass(frozen=True, slots=True)
class Sampled:
    """One person of a batch with the result that stands."""

    sample: Sample
    name: str
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody to be sampled: the number of a resident or of a post, and the name."""

    number: int
    name: str
    where: str


def batches(found: Institution) -> list[Counted]:
    """Return the last batches of an institution, the newest first.

    Cost: three statements.
    """
    rows = list(Batch.objects.filter(place=found.place).order_by("-taken_at", "-pk")[:_SHOWN])
    samples = Sample.objects.filter(batch__in=rows)
    taken, missing = Counter[int](), Counter[int]()
    for batch, why in samples.values_list("batch", "missing"):
        (missing if why else taken)[batch] += 1
    results: dict[int, Counter[str]] = {row.pk: Counter() for row in rows}
    standing = Finding.objects.filter(sample__batch__in=rows, corrected_by=None)
    for batch, result in standing.values_list("sample__batch", "result"):
        results[batch][result] += 1
    return [Counted(row, taken[row.pk], missing[row.pk], results[row.pk]) for row in rows]


def batch(viewer: Viewer, number: int) -> Batch | None:
    """Return a batch in sight."""
    return within(viewer, Batch.objects.filter(pk=number)).select_related("institution").first()


def samples(found: Batch) -> list[Sampled]:
    """Return the samples of a batch with names and results that stand."""
    rows = Sample.objects.filter(batch=found).select_related("person", "post").order_by("pk")
    standing = {
        each.sample_id: each
        for each in Finding.objects.filter(sample__batch=found, corrected_by=None)
    }
    return [
        Sampled(row, str(row.person.name if row.person else row.post and row.post.name),
                standing.get(row.pk))
        for row in rows
    ]  # fmt: skip


def inside(found: Institution, whom: Whom) -> list[Inside]:
    """Return who is to be sampled now."""
    if whom is Whom.STAFF:
        posts = Post.objects.filter(place=found.place, until=None).order_by("pk")
        return [Inside(post.pk, post.name, post.job) for post in posts]
    stays = Stay.objects.filter(place=found.place, until=None, state=State.IN)
    rows = stays.select_related("person", "bed").order_by("bed", "pk")
    return [Inside(row.person_id, row.person.name, row.bed.name if row.bed else "") for row in rows]


def test_measures(found: Institution, at: datetime) -> Sequence[Owed]:
    """Return the measures in force here that tests settle."""
    return [
        each
        for each in measures_of(found, at)
        if each.ruling is not None and _KINDS & set(each.measure.evidence)
    ]


def this_week(found: Institution, at: datetime) -> dict[str, int]:
    """Return on how many days of this week each of residents and staff were sampled."""
    today = local_day(at)
    monday = start_of(today - timedelta(days=today.weekday()))
    rows = Batch.objects.filter(place=found.place, taken_at__gte=monday, taken_at__lte=at)
    days = {(whom, local_day(when)) for whom, when in rows.values_list("whom", "taken_at")}
    return {str(each): sum(whom == each for whom, _ in days) for each in Whom}


def others_today(found: Institution, whom: Whom, at: datetime) -> bool:
    """Tell whether the other group was sampled today: the two should lie on different days."""
    day = start_of(local_day(at))
    return Batch.objects.filter(place=found.place, taken_at__gte=day).exclude(whom=whom).exists()
