"""Tests: batches of samples, results by hand or from a file, and a laboratory asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.dispatch.actions import raise_needs
from anlin.dispatch.rules import Asked, NeedKind
from anlin.institutions.actions.desk import at_work, institution_here, journal, not_before
from anlin.institutions.models import Batch, Finding, Institution, Post, Sample, Stay
from anlin.institutions.rules import (
    RESULTS,
    Method,
    Missing,
    NobodyToTestError,
    Result,
    ResultTwiceError,
    Route,
    State,
    UnknownBatchError,
    UnknownSampleError,
    Whom,
    result_of,
)
from anlin.people.actions.desk import unless
from anlin.people.rules import rows_of
from anlin.places.models import Place
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of a file of results that cannot be taken, and why."""

    number: int
    code: str
    problem: Problem


def open_batch(
    institution: int, *, client_id: UUID, method: Method, whom: Whom, by: Viewer, at: datetime,
    missing: Mapping[int, Missing] | None = None, laboratory: str = "",
    taken_at: datetime | None = None,
) -> Batch:  # fmt: skip
    """Write down that everybody inside, or all staff, were sampled but those `missing`.

    Sent twice is once. Each resident's sample settles the own duty; that of staff is settled when
    nobody is left out without a reason, which is always so here.

    Raises:
        EarlierError: taken in the time to come.
        NobodyToTestError: nobody is there.
    """
    when, left_out = taken_at or at, missing or {}
    with at_work(by, Right.CARE):
        again = Batch.objects.filter(client_id=client_id).first()
        if again is not None:
            return again
        home = institution_here(institution)
        not_before(when, when, at)
        batch = Batch.objects.create(
            client_id=client_id, institution=home, place=home.place, method=method, whom=whom,
            laboratory=laboratory, taken_at=when, at=at, by=by.user,
        )  # fmt: skip
        entries = (_residents if whom is Whom.RESIDENTS else _staff)(home, batch, left_out)
        if not Sample.objects.filter(batch=batch).exists():
            raise NobodyToTestError
        record(entries=entries, by=by, at=at)
        journal("open_batch", batch, home.place, by=by, at=at,
                detail={"whom": str(whom), "missing": len(left_out)})  # fmt: skip
    return batch


def _residents(home: Institution, batch: Batch, missing: Mapping[int, Missing]) -> list[Entry]:
    found = Stay.objects.filter(institution=home, until=None, state=State.IN).order_by("bed", "pk")
    stays = list(found)
    Sample.objects.bulk_create(
        Sample(
            batch=batch, place=home.place, person_id=stay.person_id,
            code=f"R{batch.pk}-{number:02}", missing=missing.get(stay.person_id, ""),
        )
        for number, stay in enumerate(stays, 1)
    )  # fmt: skip
    return [
        _entry(batch, stay.person_id, stay.home, EvidenceKind.TEST)
        for stay in stays
        if stay.person_id not in missing
    ]


def _staff(home: Institution, batch: Batch, missing: Mapping[int, Missing]) -> list[Entry]:
    posts = list(Post.objects.filter(institution=home, until=None).order_by("pk"))
    Sample.objects.bulk_create(
        Sample(
            batch=batch, place=home.place, post=post, code=f"S{batch.pk}-{number:02}",
            missing=missing.get(post.pk, ""),
        )
        for number, post in enumerate(posts, 1)
    )  # fmt: skip
    if all(post.pk in missing for post in posts):
        return []
    return [_entry(batch, home.place, home.place, EvidenceKind.STAFF_TEST)]


def _entry(batch: Batch, subject: int, place: int, kind: EvidenceKind) -> Entry:
    return Entry(
        client_id=uuid5(batch.client_id, str(subject)), subject=subject, place=place,
        occurred_at=batch.taken_at, kinds=(kind,), content={"method": batch.method},
    )  # fmt: skip


def record_results(
    batch: int, results: Mapping[int, Result], *, by: Viewer, at: datetime,
    route: Route = Route.HAND, found_at: datetime | None = None,
) -> list[Finding]:  # fmt: skip
    """Write down results by sample; one that was known otherwise is corrected, not overwritten.

    Raises:
        UnknownBatchError: no such batch in sight.
        UnknownSampleError: a sample of another batch, or one that was not taken.
    Cost: four statements for any number.
    """
    with at_work(by, Right.CARE):
        held = _batch(batch)
        samples = {each.pk for each in Sample.objects.filter(batch=held, missing="")}
        for sample in results.keys() - samples:
            raise UnknownSampleError(field="code", code=str(sample))
        before = {
            each.sample_id: each
            for each in Finding.objects.filter(sample__in=results, corrected_by=None)
        }
        made = [
            Finding(
                sample_id=sample, place=held.place, result=result, found_at=found_at or at, at=at,
                by=by.user, route=route, corrects=before.get(sample),
            )
            for sample, result in results.items()
            if sample not in before or before[sample].result != result
        ]  # fmt: skip
        with unless("institutions_result_one_first", ResultTwiceError()):
            Finding.objects.bulk_create(made)
        counts = {str(each): sum(one.result == each for one in made) for each in Result}
        journal("record_results", held, held.place, by=by, at=at, detail=counts)
    return made


def import_results(
    batch: int, name: str, data: bytes, *, by: Viewer, at: datetime
) -> tuple[list[Finding], list[Refused]]:
    """Take the results of a laboratory's file; rows that do not fit are told, the others stand.

    Raises:
        ColumnsMissingError, FileTooLargeError, UnreadableFileError: the file cannot be taken.
        UnknownBatchError: no such batch in sight.
    """
    rows = rows_of(name, data, RESULTS, [column for column, *_ in RESULTS])
    with at_work(by, Right.CARE):
        held = _batch(batch)
        codes = {each.code: each.pk for each in Sample.objects.filter(batch=held, missing="")}
    good: dict[int, Result] = {}
    bad = []
    for row in rows:
        code = row.cells.get("code", "").strip()
        try:
            if code not in codes:
                raise UnknownSampleError(field="code", code=code)
            good[codes[code]] = result_of(row.cells.get("result", ""))
        except Problem as problem:
            bad.append(Refused(row.number, code, problem))
    made = record_results(batch, good, by=by, at=at, route=Route.IMPORT) if good else []
    return made, bad


def ask_for_laboratory(institution: int, *, note: str, by: Viewer, at: datetime) -> Sequence[int]:
    """Ask the county for a laboratory, where the institution has found none; once a day.

    Source: D-2.2; the need goes the way of all needs.
    """
    with at_work(by, Right.CARE):
        home = institution_here(institution)
        once = uuid5(UUID(int=home.pk), f"laboratory:{local_day(at)}")
        words = note.strip() or "本机构没有检测实验室，请协调安排。"
        place = Place.objects.get(level=6, lo=home.place)
        asked = Asked(once, NeedKind.LABORATORY, f"{place.name}：{words}", place=home.place)
        return raise_needs(needs=[asked], by=by, at=at)


def _batch(batch: int) -> Batch:
    held = Batch.objects.filter(pk=batch).first()
    if held is None:
        raise UnknownBatchError
    return held
