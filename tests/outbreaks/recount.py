"""Who was near a case, counted anew row by row: the plain reading of what the statement draws."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from anlin.base.days import start_of

Thing = Any  # rows that a test only reads
Who = tuple[int | None, int | None, str]
Near = dict[Who, set[str]]


def drawn(case: Thing) -> Near:
    """Return the contacts that were drawn, each with why."""
    from anlin.outbreaks.models import Contact

    return {
        (each.person, each.post, each.visitor): set(each.bases)
        for each in Contact.objects.filter(case=case).exclude(bases=["hand"])
    }


def recount(case: Thing, days: int, until: datetime) -> Near:
    """Say anew who was near, from so many days before the first symptom until `until`."""
    first = min(start_of(case.onset_on) if case.onset_on else case.detected_at, case.detected_at)
    since, found = first - timedelta(days=days), Near()
    for reading in (_rooms, _shifts_of_a_resident, _shifts_of_a_worker, _rounds, _visits, _gates):
        for who, basis in reading(case, since, until):
            found.setdefault(who, set()).add(basis)
    return found


def _meets(each: Thing, since: datetime, until: datetime) -> bool:
    return bool(each.since < until and (each.until or until) > since)


def _stays(case: Thing) -> list[Thing]:
    from anlin.institutions.models import Stay

    inside = Stay.objects.filter(place=case.place, state="in")
    return list(inside.select_related("bed__above"))


def _shifts(case: Thing) -> list[Thing]:
    from anlin.workforce.models import Shift

    kept = Shift.objects.filter(place=case.place, cancelled_at=None)
    return list(kept.select_related("post"))


def _lay(case: Thing, since: datetime, until: datetime) -> list[tuple[Thing, datetime, datetime]]:
    """Return the rooms in which a resident lay, each from when until when."""
    return [
        (each.bed.above, max(each.since, since), min(each.until or until, until))
        for each in _stays(case)
        if each.person_id == case.person_id and _meets(each, since, until)
    ]


def _rooms(case: Thing, since: datetime, until: datetime) -> Iterator[tuple[Who, str]]:
    for room, lo, hi in _lay(case, since, until):
        for each in _stays(case):
            beside = each.person_id != case.person_id and each.bed.above_id == room.pk
            if beside and _meets(each, lo, hi):
                yield (each.person_id, None, ""), "room"


def _shifts_of_a_resident(
    case: Thing, since: datetime, until: datetime
) -> Iterator[tuple[Who, str]]:
    for _room, lo, hi in _lay(case, since, until):
        for shift in _shifts(case):
            if shift.post.job in ("carer", "nurse") and _meets(shift, lo, hi):
                yield (None, shift.post_id, ""), "shift"


def _shifts_of_a_worker(case: Thing, since: datetime, until: datetime) -> Iterator[tuple[Who, str]]:
    shifts = [each for each in _shifts(case) if _meets(each, since, until)]
    for mine in shifts:
        if mine.post_id == case.post_id:
            for shift in shifts:
                if shift.post_id != case.post_id and _meets(shift, mine.since, mine.until):
                    yield (None, shift.post_id, ""), "shift"


def _rounds(case: Thing, since: datetime, until: datetime) -> Iterator[tuple[Who, str]]:
    from anlin.institutions.models import Post
    from anlin.records.models import Submission

    accounts = {each.user: each.pk for each in Post.objects.filter(place=case.place) if each.user}
    own = next((user for user, pk in accounts.items() if pk == case.post_id), None)
    inside = {each.person_id for each in _stays(case)}
    measured = {4, 5, 7}  # a round, a temperature, a visit by a carer
    for each in Submission.objects.filter(occurred_at__gte=since, occurred_at__lt=until):
        if not measured & set(each.kinds):
            continue
        if case.person_id and each.subject == case.person_id and each.recorder in accounts:
            yield (None, accounts[each.recorder], ""), "round"
        if own and each.recorder == own and each.subject in inside:
            yield (each.subject, None, ""), "round"


def _visits(case: Thing, since: datetime, until: datetime) -> Iterator[tuple[Who, str]]:
    from anlin.institutions.models import Visit

    for visit in Visit.objects.filter(place=case.place):
        let_in = visit.person_id == case.person_id and visit.refused == []
        if let_in and visit.came_at < until and (visit.went_at or until) > since:
            yield (None, None, f"{visit.name} {visit.phone}".strip()), "visit"


def _gates(case: Thing, since: datetime, until: datetime) -> Iterator[tuple[Who, str]]:
    from anlin.premises.models import Passage, Visit

    told = {each.uid: each for each in Visit.objects.filter(place=case.place)}
    lines = list(Passage.objects.filter(place=case.place))
    amended = {line.corrects for line in lines}
    name = case.person.name if case.person_id else case.post.name
    lay = _lay(case, since, until)
    for line in lines:
        stands = line.visit in told and not line.void and line.uid not in amended
        if not (stands and line.way != "refused" and since <= line.occurred_at < until):
            continue
        visit = told[line.visit]
        rooms = [room.name for room, lo, hi in lay if lo <= line.occurred_at < hi]
        if any(word in visit.whom for word in (name, *rooms)):
            yield (None, None, f"{visit.name} {visit.phone}".strip()), "gate"
