"""What phones and forms send about the ledger, and the values that its fields can hold."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

import msgspec

from anlin.people.rules.groups import Event, Group, Relation
from anlin.people.rules.identity import Sex, identity
from anlin.people.rules.problems import (
    BadValueError,
    EmptyFieldError,
    FutureDayError,
    UnknownFieldError,
)

B_co = TypeVar("B_co", covariant=True)
MEMBER = "group."  # before the group in the name of a field: `group.orphan` holds `yes` or nothing
YES = "yes"
_DIGITS = re.compile(r"\d{5,15}")
_NOT_TYPED = re.compile(r"[\s\-()（）]|^\+86")


class Sent(Protocol[B_co]):
    """One thing that was sent: the id its sender made, when it was done, and what it says."""

    @property
    def id(self) -> UUID:
        """Return the id that the sender made."""

    @property
    def at(self) -> datetime:
        """Return when it was done, as claimed."""

    @property
    def body(self) -> B_co:
        """Return what it says."""


class HouseholdBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A household found behind a door; `place` is the lo of its building, as text."""

    place: str
    door: str
    label: str = ""


class PersonBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A resident found; `household` is its number, or the id of the item that registered it."""

    household: int | str
    name: str
    id_number: str = ""
    born_on: str = ""
    sex: str = ""
    phone: str = ""
    relation: str = ""
    groups: tuple[str, ...] = ()
    since: str = ""


class MoveBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happened to where somebody lives; `household` only for `here`."""

    person: int | str
    what: str
    on: str
    household: int | str = ""
    why: str = ""


class EditBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a person or a household put right; `was` is the value the editor saw."""

    field: str
    was: str
    value: str
    person: int | str = ""
    household: int | str = ""
    why: str = ""


def day_of(text: str, field: str, today: date) -> date:
    """Return the day that `text` names.

    Raises:
        BadValueError: it names none.
        FutureDayError: the day is to come.
    """
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadValueError(
            field=field, value=text, zh="日期，如 2023-01-20", en="a day, such as 2023-01-20"
        ) from error
    if day > today:
        raise FutureDayError(field=field, day=day.isoformat())
    return day


def phone_of(text: str) -> str:
    """Return a telephone number as it is kept: digits only, empty if none.

    Raises:
        BadValueError: it is no telephone number.
    """
    digits = _NOT_TYPED.sub("", "".join(text.split()))
    if digits and not _DIGITS.fullmatch(digits):
        raise BadValueError(field="phone", value=text, zh="电话号码", en="a telephone number")
    return digits


def group_of(text: str) -> Group:
    """Return the special group called `text`.

    Raises:
        BadValueError: no group is.
    """
    return _one_of(Group, text, "groups", "台账里的特殊群体", "a special group of the ledger")


def event_of(text: str) -> Event:
    """Return the event called `text`.

    Raises:
        BadValueError: no event is.
    """
    return _one_of(Event, text, "what", "一种居住变动", "a kind of move")


def sex_of(text: str) -> Sex | None:
    """Return the sex that `text` names, or None if it is empty.

    Raises:
        BadValueError: it names none.
    """
    return _one_of(Sex, text, "sex", "男或女", "male or female") if text else None


def relation_of(text: str) -> str:
    """Return the relation to the head, or nothing if it is empty.

    Raises:
        BadValueError: there is no such relation.
    """
    if not text:
        return ""
    return _one_of(Relation, text, "relation", "与户主关系", "a relation to the head")


E_ = TypeVar("E_", Group, Event, Sex, Relation)


def _one_of(kind: type[E_], text: str, field: str, zh: str, en: str) -> E_:
    try:
        return kind(text.strip())
    except ValueError as error:
        raise BadValueError(field=field, value=text, zh=zh, en=en) from error


def said(text: str, field: str) -> str:
    """Return a text that must not be empty, without blanks around it.

    Raises:
        EmptyFieldError: it is empty.
    """
    if not text.strip():
        raise EmptyFieldError(field=field)
    return text.strip()


def _yes(text: str) -> str:
    if text not in ("", YES):
        raise BadValueError(field="value", value=text, zh="是或空", en="yes or nothing")
    return text


def _sex(text: str) -> str:
    return sex_of(said(text, "sex")) or ""


PERSON_FIELDS = ("name", "sex", "born_on", "phone", "id_number", "relation")
HOUSEHOLD_FIELDS = ("door", "label")
_NORMAL: Mapping[str, Callable[[str, date], str]] = {
    "name": lambda text, _: said(text, "name"),
    "sex": lambda text, _: _sex(text),
    "born_on": lambda text, today: day_of(text, "born_on", today).isoformat(),
    "phone": lambda text, _: phone_of(text),
    "id_number": lambda text, _: identity(said(text, "id_number"), None, None).number,
    "relation": lambda text, _: relation_of(text),
    "door": lambda text, _: said(text, "door"),
    "label": lambda text, _: text.strip(),
}


def value_of(field: str, text: str, *, of_person: bool, today: date) -> str:
    """Return `text` as `field` of a person or a household keeps it.

    Raises:
        BadIdentityError: an identity number that cannot be one.
        BadValueError: nothing that the field can hold.
        EmptyFieldError: what must be said is empty.
        FutureDayError: a day to come.
        UnknownFieldError: no such field.
    """
    if of_person and field.startswith(MEMBER):
        group_of(field.removeprefix(MEMBER))
        return _yes(text)
    if field not in (PERSON_FIELDS if of_person else HOUSEHOLD_FIELDS):
        raise UnknownFieldError(field="field")
    return _NORMAL[field](text, today)
