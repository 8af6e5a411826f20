"""Saying who answers for whom: taking over from a day on, ending, standing in for a time."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.committees.actions.desk import at_desk, journal
from anlin.committees.models import Responsible
from anlin.committees.queries.charge import responsible
from anlin.committees.rules.charge import ALLOWED, Charge
from anlin.committees.rules.problems import (
    ChargeDaysError,
    ChargeTwiceError,
    NotTheirsError,
    UnknownChargeError,
)
from anlin.people.actions.desk import unless
from anlin.people.models import Household
from anlin.people.rules import EmptyFieldError
from anlin.places.rules import hi_of, level_of, lo_of


def name_charge(
    *, charge: Charge, place: str, name: str, post: str, phone: str, since: date, client_id: UUID,
    by: Viewer, at: datetime, household: int | None = None,
) -> Responsible:  # fmt: skip
    """Say who answers from `since` on; whoever answered before stops on that day.

    Sent twice is once.

    Raises:
        ChargeDaysError: the one before began on that day or later.
        EmptyFieldError: no name or no telephone.
        NotTheirsError: the role or the area does not carry it, or the place has no such charge.
    """
    lo, hi = _carried(by, place, charge, household)
    told = _told(name, post, phone)
    with at_desk(by):
        again = Responsible.objects.filter(client_id=client_id).first()
        if again:
            return again
        before = Responsible.objects.select_for_update().filter(
            place=lo, level=level_of(place), charge=charge, household=household, until=None,
            stands_in=None,
        ).first()  # fmt: skip
        if before is not None:
            if before.since >= since:
                raise ChargeDaysError(field="since", day=before.since.isoformat())
            _end(before, since, f"→ {told['name']}", by, at)
        twice = ChargeTwiceError(field="since")
        rule = "one_cadre" if household else "one_at_a_time"
        with unless(f"committees_responsible_{rule}", twice):
            made = Responsible.objects.create(
                client_id=client_id, place=lo, ends=hi, level=level_of(place), charge=charge,
                household_id=household, since=since, agreed="", at=at, by=by.user, **told,
            )  # fmt: skip
        journal("name_charge", _of(made), lo, by=by, at=at, detail={"on": since.isoformat()})
    return made


def end_charge(number: int, *, on: date, why: str, by: Viewer, at: datetime) -> Responsible:
    """Let somebody answer no longer from a day on; what was until then stays.

    Raises:
        ChargeDaysError: it began on that day or later, or has ended.
        EmptyFieldError: nobody says why.
        UnknownChargeError: none of that number here.
    """
    if not why.strip():
        raise EmptyFieldError(field="why")
    with at_desk(by):
        found = _here(number, by)
        if found.until is not None or found.since >= on:
            raise ChargeDaysError(field="on", day=found.since.isoformat())
        _end(found, on, why.strip(), by, at)
        journal("end_charge", _of(found), found.place, by=by, at=at, reason=why.strip())
    return found


def stand_in(
    number: int, *, name: str, post: str, phone: str, since: date, until: date, agreed: str,
    client_id: UUID, by: Viewer, at: datetime,
) -> Responsible:  # fmt: skip
    """Let somebody answer while the holder is away, once they have agreed; it ends by itself.

    Raises:
        ChargeDaysError: the days run backwards or lie outside of the charge.
        ChargeTwiceError: somebody stands in on some of these days.
        EmptyFieldError: no name, no telephone, or nobody says how they agreed.
        UnknownChargeError: none of that number here.
    """
    told = _told(name, post, phone)
    if not agreed.strip():
        raise EmptyFieldError(field="agreed")
    with at_desk(by):
        again = Responsible.objects.filter(client_id=client_id).first()
        if again:
            return again
        of = _here(number, by)
        if until <= since or since < of.since or (of.until is not None and until > of.until):
            raise ChargeDaysError(field="until", day=of.since.isoformat())
        with unless("committees_responsible_one_cover", ChargeTwiceError(field="since")):
            made = Responsible.objects.create(
                client_id=client_id, place=of.place, ends=of.ends, level=of.level,
                charge=of.charge, household_id=of.household_id, since=since, until=until,
                stands_in=of, agreed=agreed.strip(), at=at, by=by.user, **told,
            )  # fmt: skip
        journal(
            "stand_in", _of(made), made.place, by=by, at=at, reason=made.agreed,
            detail={"since": since.isoformat(), "until": until.isoformat()},
        )  # fmt: skip
    return made


def _carried(by: Viewer, place: str, charge: Charge, household: int | None) -> tuple[int, int]:
    lo, hi = lo_of(place), hi_of(place)
    of_home = (charge is Charge.CADRE) == (household is not None)
    fits = level_of(place) in ALLOWED[charge] and of_home
    if not by.may(Right.STAFF) or not by.may(Right.BOARD) or not by.covers_all(lo, hi):
        raise NotTheirsError(field="place")
    if not fits:
        raise NotTheirsError(field="charge")
    if household is not None:
        with transaction.atomic(), at_desk(by):
            if not Household.objects.filter(pk=household, place__gte=lo, place__lt=hi).exists():
                raise NotTheirsError(field="household")
    return lo, hi


def _told(name: str, post: str, phone: str) -> dict[str, str]:
    told = {"name": name.strip(), "post": post.strip(), "phone": phone.strip()}
    for field in ("name", "phone"):
        if not told[field]:
            raise EmptyFieldError(field=field)
    return told


def _here(number: int, by: Viewer) -> Responsible:
    found = responsible(by, number)
    if found is None or not by.may(Right.STAFF) or not by.may(Right.BOARD) or found.ends > by.hi:
        raise UnknownChargeError
    return Responsible.objects.select_for_update().get(pk=number)


def _end(found: Responsible, on: date, why: str, by: Viewer, at: datetime) -> None:
    found.until, found.ended_at, found.ended_by, found.ending = on, at, by.user, why
    found.save(update_fields=["until", "ended_at", "ended_by", "ending"])


def _of(made: Responsible) -> str:
    return f"committees_responsible:{made.pk}"
