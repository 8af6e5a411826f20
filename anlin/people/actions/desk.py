"""The desk every act on the ledger is done at: who may, what is found, what is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, models, transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base import seal
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.base.scope import open_scope
from anlin.journal.actions import Book
from anlin.people.models import Household, Person
from anlin.people.rules import DayOrderError, FutureDayError, county_of, sealed_for

journal = Book("people")


class UnknownPersonError(Problem):
    """No such person or household here; whether elsewhere stays unsaid."""

    code = "unknown-person"
    http = 404
    zh = "在您的范围内没有找到。"
    en = "Nothing was found within your area."
    way_out_zh = "请核对后重试，或请上一级协助。"
    way_out_en = "Please check, or ask the level above."


class NotYoursError(Problem):
    """The role or the area does not carry this act."""

    code = "not-yours"
    http = 403
    zh = "您的岗位或范围不能做这件事。"
    en = "Your role or area does not carry this."
    way_out_zh = "请联系社区工作者或区县个案专员。"
    way_out_en = "Please ask the community worker or the county case officer."


@contextmanager
def at_work(by: Viewer, place: int | None = None, *, right: Right = Right.NAMES) -> Iterator[None]:
    """Open the viewer's own scope, if the role and the area carry the act."""
    if not by.may(right) or (place is not None and not by.covers(place)):
        raise NotYoursError
    with open_scope(by.lo, by.hi, user=by.user, names=by.names):
        yield


@contextmanager
def unless(constraint: str, problem: Problem) -> Iterator[None]:
    """Say `problem` where the database says that `constraint` does not hold."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        found = getattr(error.__cause__, "diag", None)
        if found is None or found.constraint_name != constraint:
            raise
        raise problem from error


def past(day: date, field: str, at: datetime) -> None:
    """Refuse a day that has not come yet."""
    if day > local_day(at):
        raise FutureDayError(field=field, day=day.isoformat())


def person_here(person: int) -> Person:
    """Return a person of the open scope, held until the transaction ends."""
    who = Person.objects.select_for_update().filter(pk=person).first()
    if who is None:
        raise UnknownPersonError
    return who


def household_here(household: int) -> Household:
    """Return a household of the open scope."""
    home = Household.objects.filter(pk=household).first()
    if home is None:
        raise UnknownPersonError(field="household")
    return home


def end(held: models.QuerySet[models.Model], on: date, *, same_day: bool = False) -> None:
    """End what holds now, from `on`; with `same_day` also what began on that day.

    Raises:
        DayOrderError: it began later, or on that day and it may not end on it.
    """
    newest = held.order_by("-since").values_list("since", flat=True).first()
    if newest is not None and (newest > on or (newest == on and not same_day)):
        raise DayOrderError(field="on", day=newest.isoformat())
    held.update(until=on)


def keep_number(person: Person, number: str) -> None:
    """Seal an identity number into its row and index it in the row's community and county."""
    person.id_sealed = seal.seal(number, purpose=sealed_for(person.pk)) if number else None
    person.id_index = seal.blind_index(number, area=person.area) if number else None
    wide = county_of(person.place)
    person.id_county = seal.blind_index(number, area=wide) if number else None


def opened(person: Person) -> str:
    """Return somebody's identity number in plain, empty if none is known."""
    kept = person.id_sealed
    return "" if kept is None else seal.open_sealed(bytes(kept), purpose=sealed_for(person.pk))
