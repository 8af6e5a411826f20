"""Giving fields other values: the row changes, and its history says who, when, from what, why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.base.seal import mask_id
from anlin.people.actions.desk import end, keep_number, opened
from anlin.people.models import Change, Household, Person, SpecialGroup
from anlin.people.rules import MEMBER, YES, Group, Source, identity

_COMPARED = ("name", "sex", "born_on", "id_number")
_OF_NUMBER = ("id_sealed", "id_index", "id_county")
Held = frozenset[tuple[int, str]]  # person, and the field of a group they are in


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes something, when, why, by which way; `on` is the day from which it holds."""

    by: Viewer
    at: datetime
    why: str = ""
    source: Source = Source.SCREEN
    on: date | None = None
    brought_by: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one person or household and the normal value it is to take."""

    of: Person | Household
    field: str
    value: str


def amend(edits: Sequence[Edit], act: Act) -> list[Change]:
    """Give the fields their values and return what really changed; what is so already stays.

    Cost: a statement for each kind of thing and one for the history, for any number of edits;
    special groups take two more for each group.
    """
    held = _held(edits)
    changes = [change for edit in edits for change in _changed(edit, act, held)]
    for model in (Person, Household):
        _save(model, [edit for edit in edits if isinstance(edit.of, model)], changes)
    for group in sorted({edit.field for edit in edits if edit.field.startswith(MEMBER)}):
        _members(group, [change for change in changes if change.field == group], act)
    return Change.objects.bulk_create(changes)


def note(of: Person | Household, field: str, before: str, after: str, act: Act) -> Change:
    """Return the line of history that says what a field was and is; it is not saved yet."""
    person, household = (of, None) if isinstance(of, Person) else (None, of)
    return Change(
        place=of.place, person=person, household=household, field=field, before=before,
        after=after, on=act.on, at=act.at, by=act.by.user, source=act.source, why=act.why,
        brought_by_id=act.brought_by,
    )  # fmt: skip


def value_now(of: Person | Household, field: str, held: Held | None = None) -> str:
    """Return the current value of a field as history writes it; of a number only its mask.

    `held` tells who is in which group, if the caller has asked already.
    """
    if field == "id_number":
        return mask_id(opened(of)) if isinstance(of, Person) else ""
    if field.startswith(MEMBER):
        return YES if (of.pk, field) in (_groups_of([of.pk]) if held is None else held) else ""
    value = getattr(of, field)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _held(edits: Sequence[Edit]) -> Held:
    return _groups_of([edit.of.pk for edit in edits if edit.field.startswith(MEMBER)])


def _groups_of(persons: Sequence[int]) -> Held:
    if not persons:
        return frozenset()
    members = SpecialGroup.objects.filter(person__in=persons, until=None)
    return frozenset((who, MEMBER + group) for who, group in members.values_list("person", "group"))


def _changed(edit: Edit, act: Act, held: Held) -> Iterable[Change]:
    of, before = edit.of, value_now(edit.of, edit.field, held)
    if edit.field == "id_number" and isinstance(of, Person):
        if not edit.value and of.id_sealed:
            keep_number(of, "")
            yield note(of, "id_number", before, "", act)
        elif opened(of) != edit.value:
            who = identity(edit.value, None, None)
            keep_number(of, who.number)
            yield note(of, "id_number", before, mask_id(who.number), act)
            yield from _changed(Edit(of, "born_on", who.born_on.isoformat()), act, held)
            yield from _changed(Edit(of, "sex", who.sex), act, held)
    elif before != edit.value:
        if not edit.field.startswith(MEMBER):
            of_day = edit.field in ("born_on", "closed_on")
            setattr(of, edit.field, date.fromisoformat(edit.value) if of_day else edit.value)
        yield note(of, edit.field, before, edit.value, act)


def _save(
    model: type[Person | Household], edits: Sequence[Edit], changes: Sequence[Change]
) -> None:
    touched = {edit.of.pk: edit.of for edit in edits}
    kind = "person_id" if model is Person else "household_id"
    mine = [change for change in changes if getattr(change, kind) in touched]
    fields = {change.field for change in mine if not change.field.startswith(MEMBER)}
    if model is Person and fields & set(_COMPARED):
        fields.add("compared")
        for change in mine:
            if change.field in _COMPARED:
                touched[getattr(change, kind)].compared = False  # type: ignore[union-attr]
    if "id_number" in fields:
        fields = fields - {"id_number"} | set(_OF_NUMBER)
    if fields:
        model.objects.bulk_update(touched.values(), sorted(fields), batch_size=2000)  # type: ignore[arg-type]


def _members(field: str, changes: Sequence[Change], act: Act) -> None:
    """Let people join and leave one group."""
    group = Group(field.removeprefix(MEMBER))
    since = act.on or local_day(act.at)
    leaving = [change.person_id for change in changes if not change.after]
    if leaving:
        held = SpecialGroup.objects.filter(person__in=leaving, group=group, until=None)
        held.filter(since=since).delete()  # joined and left on one day is never joined
        end(held, since)
    SpecialGroup.objects.bulk_create(
        SpecialGroup(person_id=change.person_id, place=change.place, group=group, since=since)
        for change in changes
        if change.after and change.person_id
    )
