"""Edits that met another edit: kept beside the current value until a person settles it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anlin.accounts.rules import Right, Viewer
from anlin.base import seal
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.base.seal import mask_id
from anlin.people.actions.changing import Act, Edit, amend, value_now
from anlin.people.actions.desk import (
    UnknownPersonError,
    at_work,
    journal,
    opened,
    unless,
)
from anlin.people.models import Difference, Household, Person
from anlin.people.rules import (
    AlreadySettledError,
    DoorTakenError,
    Sex,
    Source,
    identity,
    token_of,
    value_of,
)

TAKE, STAY = "offered", "current"


@dataclass(frozen=True, slots=True)
class Offer:
    """An edit as somebody sent it: `was` is the value it was based on."""

    of: Person | Household
    field: str
    was: str
    value: str
    why: str
    made_at: datetime
    client_id: UUID | None = None


def offer_edits(offers: Sequence[Offer], act: Act) -> list[bool | Problem]:
    """Change what is as its editor saw it; keep the rest; return whether each was applied.

    An edit to what is so already is applied. Of two in one batch about one field the later is
    judged by what the earlier left.
    """
    today, doors = local_day(act.at), _taken_doors(offers)
    answers: list[bool | Problem] = []
    edits: dict[tuple[type, int, str], Edit] = {}
    differing: list[Difference] = []
    for offer in offers:
        try:
            value = _normal(offer, today)
            if doors.get((offer.of.place, value), offer.of.pk) != offer.of.pk:
                raise DoorTakenError(field="door", door=value)
        except Problem as problem:
            answers.append(problem)
            continue
        key = (type(offer.of), offer.of.pk, offer.field)
        now = edits[key].value if key in edits else seen(offer.of, offer.field)
        applied = now in (offer.was, _shown(offer, value))
        answers.append(applied)
        if applied:
            edits[key] = Edit(offer.of, offer.field, value)
        else:
            differing.append(_difference(offer, value, act))
    for why in dict.fromkeys(offer.why for offer in offers):
        mine = [edits[key] for key in edits if _why(key, offers) == why]
        amend(mine, Act(act.by, act.at, why, act.source))
    Difference.objects.bulk_create(differing, ignore_conflicts=True)
    return answers


def settle_difference(
    difference: int, *, verdict: str, by: Viewer, at: datetime, why: str = ""
) -> Difference:
    """Let the current value stay, or take the one that was offered.

    Raises:
        AlreadySettledError: somebody was faster.
        DoorTakenError: another household stands behind the offered door.
        NotYoursError: the role does not settle differences.
        UnknownPersonError: no such difference in sight.
    """
    with (
        at_work(by, right=Right.EXCUSE),
        unless("people_household_one_per_door", DoorTakenError(field="verdict", door="")),
    ):
        found = Difference.objects.select_for_update(of=("self",)).filter(pk=difference)
        kept = found.select_related("person", "household").first()
        if kept is None:
            raise UnknownPersonError
        if kept.settled_at is not None:
            raise AlreadySettledError
        of = kept.person or kept.household
        if verdict == TAKE and of is not None:
            act = Act(by, at, why or kept.why, Source.REVIEW)
            amend([Edit(of, kept.field, _offered(kept))], act)
        kept.settled_at, kept.settled_by, kept.verdict = at, by.user, verdict
        kept.save(update_fields=["settled_at", "settled_by", "verdict"])
        if of is not None:
            journal("settle_difference", of, of.place, by=by, at=at, reason=why,
                     detail={"field": kept.field, "verdict": verdict})  # fmt: skip
    return kept


def seen(of: Person | Household, field: str) -> str:
    """Return the current value as editors see it; of an identity number a token, no part of it."""
    if field == "id_number" and isinstance(of, Person):
        return token_of(of.id_index)
    return value_now(of, field)


def _shown(offer: Offer, value: str) -> str:
    """Return the offered value as editors would see it."""
    if offer.field != "id_number" or not isinstance(offer.of, Person):
        return value
    return token_of(seal.blind_index(value, area=offer.of.area))


def _normal(offer: Offer, today: date) -> str:
    """Return the offered value as it is kept.

    Raises:
        Problem: the field cannot hold it, or the identity number says otherwise.
    """
    of = offer.of
    value = value_of(offer.field, offer.value, of_person=isinstance(of, Person), today=today)
    if isinstance(of, Person) and of.id_sealed and offer.field in ("born_on", "sex"):
        born = date.fromisoformat(value) if offer.field == "born_on" else None
        identity(opened(of), born, Sex(value) if offer.field == "sex" else None)
    return value


def _taken_doors(offers: Sequence[Offer]) -> dict[tuple[int, str], int]:
    """Return which household stands behind the doors that are offered."""
    wanted = [offer for offer in offers if offer.field == "door"]
    if not wanted:
        return {}
    found = Household.objects.filter(
        place__in={offer.of.place for offer in wanted},
        door__in={offer.value.strip() for offer in wanted},
        closed_on=None,
    )
    return {(each.place, each.door): each.pk for each in found}


def _why(key: tuple[type, int, str], offers: Sequence[Offer]) -> str:
    return next(o.why for o in reversed(offers) if (type(o.of), o.of.pk, o.field) == key)


def _difference(offer: Offer, value: str, act: Act) -> Difference:
    person, household = (offer.of, None) if isinstance(offer.of, Person) else (None, offer.of)
    number = offer.field == "id_number"
    return Difference(
        place=offer.of.place, person=person, household=household, field=offer.field,
        based_on="" if number else offer.was, offered=mask_id(value) if number else value,
        sealed=seal.seal(value, purpose=_purpose(offer.of)) if number else None,
        made_at=min(offer.made_at, act.at), made_by=act.by.user, received_at=act.at,
        why=offer.why, client_id=offer.client_id,
    )  # fmt: skip


def _offered(kept: Difference) -> str:
    if kept.sealed is None or kept.person is None:
        return kept.offered
    return seal.open_sealed(bytes(kept.sealed), purpose=_purpose(kept.person))


def _purpose(of: Person | Household) -> str:
    return f"people_difference.sealed:{of.pk}"
