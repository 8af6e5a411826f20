"""Entries that may be one person: found by a job that sees everybody, settled by who sees both."""

from datetime import date, datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.people.actions.changing import Act, Edit, amend, note
from anlin.people.actions.desk import UnknownPersonError, at_work, journal, opened
from anlin.people.actions.moving import resettle
from anlin.people.models import Change, Person, Residence, Review, SpecialGroup
from anlin.people.rules import (
    AT_HOME,
    MEMBER,
    YES,
    AlreadySettledError,
    Group,
    Living,
    Source,
    said,
)

SAME, DIFFERENT = "same", "different"


def find_doubles(at: datetime) -> int:
    """Put pairs that may be one person before whoever sees both; return how many are new.

    Runs over all places: nobody who registers is told what it found.
    """
    ((kept, _),) = sql.rows("people/find_doubles", {"at": at})
    return int(str(kept))


def settle_review(review: int, *, verdict: str, why: str, by: Viewer, at: datetime) -> Review:
    """Say that two entries are different people, or one who moved to where the later one stands.

    The earlier entry keeps its number and history and moves; what only the later one knew is added
    to it; the later entry stays as a double that nobody owes anything.

    Raises:
        AlreadySettledError: somebody was faster.
        EmptyFieldError: no reason was given.
        NotYoursError: the role does not settle reviews.
        UnknownPersonError: the pair is not in sight.
    """
    why = said(why, "why")
    with at_work(by, right=Right.EXCUSE):
        pair = Review.objects.select_for_update().filter(pk=review).first()
        if pair is None:
            raise UnknownPersonError
        if pair.settled_at is not None:
            raise AlreadySettledError
        both = Person.objects.select_for_update().filter(pk__in=[pair.one_id, pair.other_id])
        found = list(both.select_related("household").order_by("pk"))
        if len(found) < 2:
            raise UnknownPersonError
        if verdict == SAME:
            one, other = found
            _join(one, other, Act(by, at, why, Source.REVIEW, local_day(at)))
        pair.settled_at, pair.settled_by, pair.verdict, pair.why = at, by.user, verdict, why
        pair.save(update_fields=["settled_at", "settled_by", "verdict", "why"])
        for person in sorted(found, key=lambda each: each.place):
            journal("settle_review", person, person.place, by=by, at=at, reason=why,
                     detail={"verdict": verdict})  # fmt: skip
    return pair


def _join(kept: Person, double: Person, act: Act) -> None:
    """Let `kept` live where `double` stands, knowing what both knew; `double` is nobody more."""
    home = double.household
    stays = Residence.objects.filter(person=double, until=None)
    began = stays.values_list("since", flat=True).first()
    _add_what_it_knows(kept, double, act)
    _retire(double, kept, act)
    if kept.household_id != home.pk or kept.living not in AT_HOME:
        own = Residence.objects.filter(person=kept, until=None).values_list("since", flat=True)
        if began is not None and all(since < began for since in own):
            act = _on(act, began)
        Residence.objects.filter(person=kept, until=None, since__gte=act.on).delete()
        resettle([kept], home, act)


def _on(act: Act, day: date) -> Act:
    return Act(act.by, act.at, act.why, act.source, day)


def _add_what_it_knows(kept: Person, double: Person, act: Act) -> None:
    edits = [
        Edit(kept, field, getattr(double, field))
        for field in ("phone", "relation")
        if getattr(double, field) and not getattr(kept, field)
    ]
    if double.id_sealed and not kept.id_sealed:
        edits.append(Edit(kept, "id_number", opened(double)))
    groups = SpecialGroup.objects.filter(person=double, until=None)
    edits += [Edit(kept, MEMBER + Group(each.group), YES) for each in groups]
    amend(edits, act)


def _retire(double: Person, kept: Person, act: Act) -> None:
    stays = Residence.objects.filter(person=double, until=None)
    stays.filter(since__gte=act.on).delete()
    stays.filter(since__lt=act.on).update(until=act.on)
    Change.objects.bulk_create([
        note(double, "living", double.living, Living.DOUBLE, act),
        note(double, "same_as", "", str(kept.pk), act),
    ])  # fmt: skip
    double.living, double.living_since, double.same_as = Living.DOUBLE, act.on, kept
    double.save(update_fields=["living", "living_since", "same_as"])
