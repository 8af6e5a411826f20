"""What is entered house by house: households, people, corrections, moves, files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base import clock
from anlin.base.fields import DayField, TelephoneField
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.people.models import Household, Person
from anlin.people.queries import GROUP_WORDS, RELATION_WORDS, SEX_WORDS
from anlin.people.rules import (
    MEMBER,
    YES,
    EditBody,
    HouseholdBody,
    PersonBody,
    value_of,
)

B = TypeVar("B")
Choices = Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Item(Generic[B]):
    """One thing a form sends, as phones send theirs."""

    id: UUID
    at: datetime
    body: B


class LedgerForm(forms.Form):
    """A form whose errors stand beside its fields, those of the ledger's own rules, too."""

    use_required_attribute = False

    def tell(self, problem: Problem) -> None:
        """Put what an action refuses beside the field it is about."""
        beside(self, problem)


class _Once(LedgerForm):
    """A form that may be sent twice and is taken once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput(attrs={"data-client-id": ""}))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.initial.setdefault("client_id", uuid4())

    def renew(self) -> None:
        """Give the form another id, so that it can be sent as something new."""
        again = self.data.copy()  # type: ignore[attr-defined]
        again["client_id"] = str(uuid4())
        self.data = again


def day_field(label: Any, *, required: bool = True, **kwargs: Any) -> DayField:  # noqa: ANN401 - as Django's own
    """Return a field for a day; one that is needed starts with today."""
    return DayField(
        label=label, required=required, initial=clock.today if required else None,
        error_messages={"required": _("Enter the day."), "invalid": _("Enter a day.")},
        **kwargs,
    )  # fmt: skip


def door_field() -> forms.CharField:
    """Return a field for a door."""
    return forms.CharField(
        label=_("Door"), max_length=40, help_text=_("As written on it, such as 3-1-402."),
        error_messages={"required": _("Enter the door, or the house number.")},
    )  # fmt: skip


def why_field(*, required: bool = False) -> forms.CharField:
    """Return a field for a reason."""
    return forms.CharField(
        label=_("Why"), required=required, max_length=200,
        error_messages={"required": _("Write why, so that those who come later understand it.")},
    )  # fmt: skip


class AtDoorForm(LedgerForm):
    """A form that names a door of the viewer's buildings."""

    building = forms.ChoiceField(
        label=_("Building"), error_messages={"required": _("Choose the building.")}
    )

    def __init__(self, data: Any = None, *, buildings: Choices, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.fields["building"].choices = [("", "—"), *buildings]  # type: ignore[attr-defined]


class HouseholdForm(AtDoorForm, _Once):
    """A household behind a door."""

    door = door_field()
    label = forms.CharField(
        label=_("How neighbours call it"), required=False, max_length=40,
        help_text=_("Such as the family's name."),
    )  # fmt: skip
    field_order = ("building", "door", "label")

    @property
    def item(self) -> Item[HouseholdBody]:
        """Return what is sent."""
        told = self.cleaned_data
        body = HouseholdBody(place=told["building"], door=told["door"], label=told["label"])
        return Item(told["client_id"], clock.now(), body)


_WORDS: Mapping[str, Choices] = {
    "sex": [("", "—"), *SEX_WORDS.items()],
    "relation": [("", "—"), *RELATION_WORDS.items()],
    "groups": [*GROUP_WORDS.items()],
}


class _Facts(LedgerForm):
    """The facts of a person that are asked for once."""

    name = forms.CharField(
        label=_("Name"), max_length=64,
        error_messages={"required": _("Enter the name as on the identity card.")},
    )  # fmt: skip
    id_number = forms.CharField(
        label=_("Identity number"), required=False, max_length=24,
        help_text=_("It tells birth and sex by itself. Kept sealed; lists never show it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    born_on = day_field(_("Day of birth"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=_WORDS["sex"])
    phone = TelephoneField(max_length=24)
    relation = forms.ChoiceField(
        label=_("Relation to the head"), required=False, choices=_WORDS["relation"]
    )
    groups = forms.MultipleChoiceField(
        label=_("Special groups"), required=False, choices=_WORDS["groups"],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class PersonForm(_Facts, _Once):
    """Somebody new in a household."""

    since = day_field(_("Lives here since"))
    sure = forms.BooleanField(
        label=_("It is none of these: register another person."), required=False
    )

    def item(self, household: int) -> Item[PersonBody]:
        """Return what is sent."""
        told = self.cleaned_data
        body = PersonBody(
            household=str(household), name=told["name"], id_number=told["id_number"],
            born_on=_iso(told["born_on"]), sex=told["sex"], phone=told["phone"],
            relation=told["relation"], groups=tuple(told["groups"]), since=_iso(told["since"]),
        )  # fmt: skip
        return Item(told["client_id"], clock.now(), body)


class _Correction(LedgerForm):
    """Fields with the values that their editor saw, so that nobody overwrites another unseen."""

    watched: Sequence[str] = ()
    of_person = True

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        of: Person | Household,
        seen: Mapping[str, str],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.of = of
        for field in self.watched:
            hidden = forms.CharField(required=False, widget=forms.HiddenInput)
            hidden.initial = seen.get(field, "")
            self.fields[f"was_{field}"] = hidden

    def edits(self) -> Iterable[tuple[str, str, str]]:
        """Yield field, value it was based on, and new value, of what the editor changed."""
        for field in self.watched:
            was, value = self.cleaned_data[f"was_{field}"], _iso(self.cleaned_data[field])
            if self._changed(field, was, value):
                yield field, was, value

    def _changed(self, field: str, was: str, value: str) -> bool:
        return value != was

    def clean(self) -> dict[str, Any]:
        """Judge each changed field by the ledger's own rules, so that all errors show at once."""
        told = self.cleaned_data
        if not self.errors:
            for field, _was, value in self.edits():
                try:
                    value_of(field, value, of_person=self.of_person, today=clock.today())
                except Problem as problem:
                    problem.field = field if field in self.fields else ""
                    self.tell(problem)
        return told

    def items(self) -> list[Item[EditBody]]:
        """Return one edit for each field that was changed."""
        kind = "person" if self.of_person else "household"
        return [
            Item(uuid4(), clock.now(), EditBody(
                field=field, was=was, value=value, why=self.cleaned_data["why"],
                **{kind: str(self.of.pk)},
            ))
            for field, was, value in self.edits()
        ]  # fmt: skip


class PersonEditForm(_Correction, _Facts):
    """What the ledger knows of a person, to be put right."""

    watched = ("name", "id_number", "born_on", "sex", "phone", "relation")
    why = why_field(required=True)

    def __init__(
        self, data: Any = None, *, of: Person, seen: Mapping[str, str], groups: Sequence[str],  # noqa: ANN401 - as Django's own
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:  # fmt: skip
        known = {field: seen[field] for field in self.watched if field != "id_number"}
        super().__init__(data, of=of, seen=seen, initial=known | {"groups": groups}, **kwargs)
        was = forms.CharField(required=False, widget=forms.HiddenInput)
        was.initial = ",".join(groups)
        self.fields["was_groups"] = was
        if of.id_sealed:  # the number tells both
            self.fields["id_number"].help_text = _(
                "One is known and sealed. Enter it anew only to correct it; birth and sex follow."
            )
            for field in ("born_on", "sex"):
                self.fields[field].disabled = True

    def _changed(self, field: str, was: str, value: str) -> bool:
        if field == "id_number":
            return bool(value)
        return not self.fields[field].disabled and value != was

    def edits(self) -> Iterable[tuple[str, str, str]]:
        """Yield the edits, the special groups joined and left among them."""
        yield from super().edits()
        before = set(filter(None, self.cleaned_data["was_groups"].split(",")))
        for group in sorted(before ^ set(self.cleaned_data["groups"])):
            was, value = ("", YES) if group not in before else (YES, "")
            yield MEMBER + group, was, value


class HouseholdEditForm(_Correction):
    """Door and name of a household, to be put right."""

    watched = ("door", "label")
    of_person = False
    door = door_field()
    label = forms.CharField(label=_("How neighbours call it"), required=False, max_length=40)
    why = why_field(required=True)


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
