"""What is entered about staff: isolation, findings, shifts, requests."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base.days import ZONE
from anlin.base.fields import DayField, MomentField
from anlin.institutions.queries.words import JOB_WORDS
from anlin.institutions.rules import Job
from anlin.workforce.queries.words import FOUND_WORDS

_WHEN = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Form(forms.Form):
    """What our own sentences say is missing, and not the browser's."""

    use_required_attribute = False


class IsolateForm(Form):
    """Since when and where a worker isolates."""

    since = DayField(
        label=_("First day of isolation"),
        help_text=_("This day is day 0: full days are counted from it."),
        error_messages={"required": _("Enter the first day of isolation.")},
    )
    at_what = forms.CharField(label=_("Where, such as observation room 2"), max_length=80,
                              required=False)  # fmt: skip


class FindForm(Form):
    """What was found of a worker."""

    found = forms.ChoiceField(
        label=_("What was found?"),
        widget=forms.RadioSelect,
        choices=[(each.value, word) for each, word in FOUND_WORDS.items()],
        error_messages={"required": _("Choose one.")},
    )
    on = DayField(label=_("On which day"), error_messages={"required": _("Enter the day.")})
    note = forms.CharField(label=_("Note, if any"), max_length=200, required=False)


class ShiftForm(Form):
    """Who is on duty from when until when."""

    post = forms.TypedChoiceField(
        label=_("Who"), coerce=int, error_messages={"required": _("Choose who is on duty.")}
    )
    since = MomentField(label=_("From"), widget=_WHEN)
    until = MomentField(label=_("Until"), widget=_WHEN)
    inside = forms.BooleanField(
        label=_("Stays inside between shifts (closed management)"), required=False
    )

    def __init__(self, data: Any = None, *, day: date, workers: list[tuple[int, str]]) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data)
        self.fields["post"].choices = [("", "—"), *workers]  # type: ignore[attr-defined]
        morning = datetime(day.year, day.month, day.day, 8, tzinfo=ZONE)
        self.initial = {"since": morning, "until": morning + timedelta(hours=8)}


class AskForm(Form):
    """A request for reinforcement."""

    job = forms.ChoiceField(
        label=_("Who is wanted"),
        choices=[(each.value, word) for each, word in JOB_WORDS.items() if each is not Job.HEAD],
        initial=Job.CARER.value,
    )
    people = forms.IntegerField(label=_("How many"), min_value=1, max_value=200, initial=1)
    since = DayField(label=_("From"), error_messages={"required": _("Enter the day.")})
    until = DayField(
        label=_("Until, no longer including"), error_messages={"required": _("Enter the day.")}
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        error_messages={"required": _("Say why: who lends must be able to weigh it.")},
    )
