"""Writing down needs and difficulties, from any room and from phones."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid5

from django.db import transaction

from anlin.accounts.rules import Right
from anlin.base import sql
from anlin.base.days import local_day
from anlin.dispatch.models import Need, Word
from anlin.dispatch.rules import ROUTE, Asked, NeedKind, WordsMissingError, first_level
from anlin.journal.actions import write
from anlin.people.actions.desk import NotYoursError, UnknownPersonError
from anlin.people.models import Person
from anlin.places.rules import WIDTHS
from anlin.policy.queries import Tables
from anlin.records.rules import Entry, Recorder


@transaction.atomic
def raise_needs(*, needs: Sequence[Asked], by: Recorder, at: datetime) -> list[int]:
    """Write down needs; return their numbers in order. Sent twice is written once.

    Each goes to the level that the packs in force there name for its kind. The scope that is open
    must show every person and place.

    Raises:
        NotYoursError: the role or the area does not carry it.
        UnknownPersonError: a person is not in sight.
        WordsMissingError: a place's own difficulty has no words.
    Cost: seven statements and one journal line for any number.
    """
    if not needs:
        return []
    places = _places(needs, by)
    tables = Tables(ROUTE, local_day(at))
    level = WIDTHS.index(by.hi - by.lo) if by.hi - by.lo in WIDTHS else len(WIDTHS) - 1
    sent = {each.client_id for each in needs}
    known = set(Need.objects.filter(client_id__in=sent).values_list("client_id", flat=True))
    new = {each.client_id: each for each in needs if each.client_id not in known}
    Need.objects.bulk_create(
        [
            Need(
                client_id=each.client_id, place=places[each.client_id], kind=each.kind,
                personal=each.person is not None, at=at, by=by.user,
                level=first_level(
                    each.kind, level, personal=each.person is not None,
                    tables=tables.at(places[each.client_id]),
                ),
            )
            for each in new.values()
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    kept = {each.client_id: each for each in Need.objects.filter(client_id__in=sent)}
    if len(kept) < len(sent):  # an id stands for something out of sight
        raise UnknownPersonError(field="client_id")
    Word.objects.bulk_create(
        [
            Word(
                need=kept[each.client_id], place=places[each.client_id], person_id=each.person,
                text=each.text.strip(),
            )
            for each in new.values()
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    if new:
        _journal([kept[each] for each in new], by, at)
    return [kept[each.client_id].pk for each in needs]


def _places(needs: Sequence[Asked], by: Recorder) -> dict[object, int]:
    if not (by.may(Right.RECORD) or by.may(Right.BOARD)):
        raise NotYoursError
    persons = {each.person for each in needs if each.person is not None}
    homes = dict(Person.objects.filter(pk__in=persons).values_list("pk", "place"))
    found: dict[object, int] = {}
    for each in needs:
        if each.person is not None:
            if each.person not in homes:
                raise UnknownPersonError(field="person")
            found[each.client_id] = homes[each.person]
            continue
        place = by.lo if each.place is None else each.place
        if not by.covers(place):
            raise NotYoursError(field="place")
        if len(each.text.strip()) < 2:
            raise WordsMissingError(field="text")
        found[each.client_id] = place
    return found


def _journal(made: Sequence[Need], by: Recorder, at: datetime) -> None:
    first = min(made, key=lambda need: need.pk)
    write(
        by=by, verb="dispatch.raise", place=min(need.place for need in made), at=at,
        subject=f"dispatch_need:{first.pk}", detail={"needs": len(made)},
    )  # fmt: skip


def ask_as_told(*, entries: Sequence[Entry], by: Recorder, at: datetime) -> list[int]:
    """Let each need told in a contact be one; a correction asks for nothing anew."""
    needs = [
        Asked(
            uuid5(entry.client_id, need), NeedKind(need), str(entry.content.get("note", "")),
            person=entry.subject,
        )
        for entry in entries
        if entry.corrects is None
        for need in _told(entry)
    ]  # fmt: skip
    return raise_needs(needs=needs, by=by, at=at) if needs else []


def _told(entry: Entry) -> list[str]:
    needs = entry.content.get("needs")
    return [str(need) for need in needs] if isinstance(needs, list | tuple) else []


def follow_moves() -> int:
    """Let residents' needs that nobody dealt with lie where they live now; return how many."""
    return sql.run("dispatch/follow_moves", {})
