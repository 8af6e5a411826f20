"""What is entered about an institution, its house, its staff and what it has arranged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from anlin.base import clock
from anlin.base.days import ZONE
from anlin.base.fields import DayField, MomentField, TelephoneField
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.institutions.actions import Floor, Room
from anlin.institutions.queries import words
from anlin.institutions.rules import LEAVING
from anlin.people.queries import SEX_WORDS

Choices = Sequence[tuple[str, object]]
_DAY = {"required": _("Enter the day."), "invalid": _("Enter a day.")}
_ONE = {"required": _("Choose one."), "invalid_choice": _("Choose one.")}
_MOST_FLOORS, _MOST_ROOMS, _MOST_BEDS = 40, 80, 12


def choices(of: Any) -> Choices:  # noqa: ANN401 - words by their enumerations
    """Return the words of an enumeration as choices."""
    return [(str(key), word) for key, word in of.items()]


class Form(forms.Form):
    """A form whose errors stand beside its fields, those of the rules, too."""

    use_required_attribute = False

    def tell(self, problem: Problem) -> None:
        """Put what an action refuses beside the field it is about."""
        beside(self, problem)


def moment_field(label: Any, *, required: bool = False) -> MomentField:  # noqa: ANN401 - as Django's own
    """Return a field for a moment; left empty it is now."""
    return MomentField(
        label=label,
        required=required,
        help_text=_("Leave empty for now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Enter a day and a time.")},
    )


def moment(value: datetime | None) -> datetime | None:
    """Return a moment with the zone of China where none is given."""
    return value.replace(tzinfo=ZONE) if value is not None and value.tzinfo is None else value


class InstitutionForm(Form):
    """An institution to be registered."""

    name = forms.CharField(
        label=_("Name of the institution"),
        max_length=80,
        error_messages={"required": _("Enter the name as registered.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=choices(words.KIND_WORDS), widget=forms.RadioSelect,
        error_messages=_ONE,
    )  # fmt: skip
    owner = forms.ChoiceField(
        label=_("Who runs it"), choices=choices(words.OWNER_WORDS), widget=forms.RadioSelect,
        error_messages=_ONE,
    )  # fmt: skip
    community = forms.CharField(
        label=_("Community it stands in"),
        max_length=60,
        help_text=_("Name or 12-digit code."),
        error_messages={"required": _("Enter the community: its warnings and duties count there.")},
    )
    since = DayField(label=_("Open since"), error_messages=_DAY, initial=clock.today)


class BuildingForm(Form):
    """A building, its floors with as many rooms and beds as most of them have."""

    name = forms.CharField(
        label=_("Name of the building"), max_length=40, initial="1号楼",
        error_messages={"required": _("Enter what stands on it.")},
    )  # fmt: skip
    floors = forms.IntegerField(
        label=_("Floors"), initial=3,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_FLOORS)],
        error_messages={"required": _("Enter a number."), "invalid": _("Enter a number.")},
    )  # fmt: skip
    rooms = forms.IntegerField(
        label=_("Rooms on a floor"), initial=10,
        validators=[MinValueValidator(1), MaxValueValidator(_MOST_ROOMS)],
        error_messages={"required": _("Enter a number."), "invalid": _("Enter a number.")},
    )  # fmt: skip
    beds = forms.IntegerField(
        label=_("Beds in a room"), initial=2,
        validators=[MinValueValidator(0), MaxValueValidator(_MOST_BEDS)],
        help_text=_("Single rooms and beds can be added and taken away afterwards."),
        error_messages={"required": _("Enter a number."), "invalid": _("Enter a number.")},
    )  # fmt: skip

    @property
    def plan(self) -> list[Floor]:
        """Return the floors with rooms 101, 102, ... and beds 101-1, 101-2, ..."""
        floors, rooms, beds = (self.cleaned_data[name] for name in ("floors", "rooms", "beds"))
        return [
            Floor(f"{floor}层", [_room(f"{floor}{room:02}", beds) for room in range(1, rooms + 1)])
            for floor in range(1, floors + 1)
        ]


def _room(name: str, beds: int) -> Room:
    return Room(name, [f"{name}-{bed}" for bed in range(1, beds + 1)])


class PartForm(Form):
    """A floor, a room or a bed to be added."""

    above = forms.ChoiceField(label=_("Within"), error_messages=_ONE)
    name = forms.CharField(
        label=_("Name"), max_length=40, help_text=_("As written on it, such as 201 or 201-3."),
        error_messages={"required": _("Enter what stands on it.")},
    )  # fmt: skip


class ZoneForm(Form):
    """What a part of the house is kept for."""

    part = forms.ChoiceField(label=_("Part of the house"), error_messages=_ONE)
    zone = forms.ChoiceField(
        label=_("Zone"),
        choices=[*choices(words.AREA_WORDS), ("", _("no zone any more"))],
        required=False,
        widget=forms.RadioSelect,
    )


class ArrangementForm(Form):
    """What has been arranged beforehand."""

    kind = forms.ChoiceField(
        label=_("What"), choices=choices(words.ARRANGED_WORDS), error_messages=_ONE
    )
    name = forms.CharField(
        label=_("Name"), max_length=80,
        help_text=_("Of the clinic, hospital, laboratory, person or paper."),
        error_messages={"required": _("Enter the name.")},
    )  # fmt: skip
    phone = TelephoneField()
    on_day = DayField(label=_("Day of the plan or guideline"), required=False, error_messages=_DAY)


class PostForm(Form):
    """Somebody who works here."""

    name = forms.CharField(
        label=_("Name"), max_length=50, error_messages={"required": _("Enter the name.")}
    )
    job = forms.ChoiceField(label=_("Job"), choices=choices(words.JOB_WORDS), error_messages=_ONE)
    phone = TelephoneField()
    since = DayField(label=_("Works here since"), error_messages=_DAY, initial=clock.today)


class BedForm(Form):
    """A bed among those that are free, and the moment from which it is lain in."""

    bed = forms.ChoiceField(label=_("Free bed"), error_messages=_ONE)
    on = moment_field(_("From when on"))
    why = forms.CharField(label=_("Reason"), max_length=120, required=False)


class AdmitForm(Form):
    """Somebody to be admitted: by identity number, or by day of birth and sex."""

    name = forms.CharField(
        label=_("Name"), max_length=50, error_messages={"required": _("Enter the name.")}
    )
    id_number = forms.CharField(
        label=_("Identity number"), max_length=18, required=False,
        help_text=_("Without one, enter day of birth and sex."),
    )  # fmt: skip
    born_on = DayField(label=_("Day of birth"), required=False, error_messages=_DAY)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=choices(SEX_WORDS), required=False, widget=forms.RadioSelect
    )
    bed = forms.ChoiceField(label=_("Free bed"), error_messages=_ONE)
    since = moment_field(_("Admitted"))
    phone = TelephoneField(label=_("Telephone of the family"))


class LeaveForm(Form):
    """Why somebody goes away for a time, and since when."""

    why = forms.CharField(
        label=_("Reason"), max_length=120,
        error_messages={"required": _("Enter why: to the hospital for a day, to the family …")},
    )  # fmt: skip
    on = moment_field(_("Since"))


class DischargeForm(Form):
    """How a stay ends."""

    went = forms.ChoiceField(
        label=_("How"), choices=[(str(each), words.WENT_WORDS[each]) for each in LEAVING],
        widget=forms.RadioSelect, error_messages=_ONE,
    )  # fmt: skip
    on = moment_field(_("When"))
    why = forms.CharField(label=_("Note"), max_length=120, required=False)
