"""What is entered about people on the way: arrivals, offers, answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base.fields import DayField, TelephoneField
from anlin.cases.forms.home import Form, Once
from anlin.cases.queries import CARRIER_WORDS, COMING_WORDS, communities_called

LEGS = 3
_SELECT = {"class": "form-select"}
_LEG = ("by", "number", "start", "end")


class ArrivalForm(Once):
    """Where somebody came from, when, and by which journey; up to three legs on screen."""

    coming = forms.ChoiceField(
        label=_("Where from?"),
        choices=[(each.value, word) for each, word in COMING_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    origin = forms.CharField(
        label=_("Place they come from"),
        max_length=100,
        error_messages={"required": _("Enter where they come from.")},
    )
    arrived_on = DayField(
        label=_("Day of arrival"),
        error_messages={"required": _("Enter the day: contacts are counted from it.")},
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        for number in range(1, LEGS + 1):
            self.fields[f"by_{number}"] = forms.ChoiceField(
                label=_("Means of travel"),
                required=False,
                choices=[("", "—"), *CARRIER_WORDS.items()],
                widget=forms.Select(attrs=_SELECT),
            )
            for name, word in (
                ("number", _("Train or flight number")),
                ("start", _("Set out from")),
                ("end", _("Arrived at")),
            ):
                self.fields[f"{name}_{number}"] = forms.CharField(
                    label=word, required=False, max_length=40
                )

    @property
    def leg_fields(self) -> list[list[forms.BoundField]]:
        """Return the fields of each leg."""
        return [[self[f"{name}_{n}"] for name in _LEG] for n in range(1, LEGS + 1)]

    @property
    def legs(self) -> tuple[Mapping[str, str], ...]:
        """Return the legs that were filled in."""
        told = self.cleaned_data
        day = {"on": told["arrived_on"].isoformat()}
        return tuple(
            day | {name: str(told[f"{name}_{n}"]) for name in _LEG}
            for n in range(1, LEGS + 1)
            if told[f"by_{n}"]
        )


class _To(forms.Form):
    """The community somebody goes to: by its code, or by a name that only one bears."""

    to_name = forms.CharField(
        label=_("Community of destination"),
        required=False,
        max_length=60,
        help_text=_("Its name or its 12 digits; where several bear the name, choose below."),
    )
    to = forms.CharField(required=False, widget=forms.HiddenInput)
    to_needed = True

    def clean(self) -> dict[str, Any]:
        """Find the community that is meant."""
        told = super().clean() or self.cleaned_data
        name, chosen = told.get("to_name", "").strip(), self.data.get("to", "")
        found = communities_called(name) if name else []
        if chosen and chosen in {each.code for each in found}:
            told["to"] = chosen
        elif len(found) == 1:
            told["to"] = found[0].code
        elif found:
            self.add_error("to_name", _("Several communities bear this name: choose one below."))
        elif name or self.to_needed:
            self.add_error("to_name", _("Enter the name or the code of a community."))
        return told


class OfferForm(Once, _To):
    """To which community somebody goes, and what it must know."""

    note = forms.CharField(
        label=_("What the other community must know"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class _Door(forms.Form):
    place = forms.ChoiceField(
        label=_("Building"),
        widget=forms.Select(attrs=_SELECT),
        error_messages={"required": _("Choose the building.")},
    )
    door = forms.CharField(
        label=_("Door"),
        max_length=40,
        help_text=_("As written on it, such as 3-1-402."),
        error_messages={"required": _("Enter the door.")},
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        buildings: Sequence[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["place"].choices = [("", "—"), *buildings]  # type: ignore[attr-defined]


class NewcomerForm(_Door, ArrivalForm, _To):
    """Somebody who arrived and is in no ledger here, where they stay, and where they go on to."""

    to_needed = False
    name = forms.CharField(
        label=_("Name"), max_length=64, error_messages={"required": _("Enter the name.")}
    )
    id_number = forms.CharField(label=_("Identity number"), required=False, max_length=18)
    born_on = DayField(label=_("Day of birth"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"),
        required=False,
        choices=[("", "—"), ("male", _("male")), ("female", _("female"))],
        widget=forms.Select(attrs=_SELECT),
    )
    phone = TelephoneField()


class AcceptForm(Form, _Door):
    """Where a person who is taken over lives."""


class WordForm(Form):
    """Why somebody is sent back, or an offer taken back."""

    word = forms.CharField(
        label=_("Why?"),
        min_length=2,
        max_length=300,
        error_messages={"required": _("Write a sentence: the other side reads it.")},
    )


class PassForm(Form, _To):
    """Which other community is meant, and why."""

    word = forms.CharField(
        label=_("Why?"),
        min_length=2,
        max_length=300,
        error_messages={"required": _("Write a sentence: the other side reads it.")},
    )
