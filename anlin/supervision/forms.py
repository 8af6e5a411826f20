"""What is entered about visits, findings and progress."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base.fields import DayField

_WORDS = {"required": _("Say it in a few words.")}


class Once(forms.Form):
    """What carries an id made with the page, so that sending twice is sending once."""

    use_required_attribute = False
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, *args, **kwargs)
        self.fields["client_id"].initial = uuid4


class VisitForm(Once):
    """Which community is visited on which day, and why."""

    place = forms.ChoiceField(
        label=_("Community"), error_messages={"required": _("Choose the community.")}
    )
    on = DayField(label=_("Day of the visit"), error_messages={"required": _("Enter the day.")})
    why = forms.CharField(label=_("Why"), max_length=300, error_messages=_WORDS)

    def __init__(
        self, data: Any = None, *, places: list[tuple[str, str]], today: date, **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.fields["on"].initial = today


class FindingForm(Once):
    """What was not as a clause asks."""

    clause = forms.CharField(
        label=_("Clause"), max_length=30, help_text=_("As in the order library, such as A-3.1."),
        error_messages={"required": _("Enter the clause.")},
    )  # fmt: skip
    weight = forms.ChoiceField(
        label=_("How urgent"),
        choices=(("ordinary", _("Ordinary")), ("urgent", _("Urgent"))),
        widget=forms.RadioSelect,
        initial="ordinary",
    )
    said = forms.CharField(
        label=_("What was found"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_WORDS,
    )  # fmt: skip
    photo = forms.FileField(
        label=_("Photograph"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )  # fmt: skip


class SaidForm(forms.Form):
    """What was done about a finding."""

    use_required_attribute = False
    said = forms.CharField(
        label=_("What was done"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=_WORDS,
    )  # fmt: skip


class FeedbackForm(Once):
    """What goes beside the figures; it may stay empty."""

    note = forms.CharField(
        label=_("What stands in the way"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The figures go along by themselves."),
    )  # fmt: skip
