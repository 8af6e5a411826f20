"""What is entered about areas: a confirmed case, a proposal, a decision."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.areas.queries import SOURCE_WORDS
from anlin.areas.rules import STATED
from anlin.base.fields import DayField

_YES_NO = (("no", _("No")), ("yes", _("Yes")))


class CaseForm(forms.Form):
    """A confirmed case among a community's residents, without who it is."""

    use_required_attribute = False
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ChoiceField(
        label=_("Community"), error_messages={"required": _("Choose the community.")}
    )
    found_on = DayField(label=_("Confirmed on"), error_messages={"required": _("Enter the day.")})
    source = forms.ChoiceField(
        label=_("Where from"),
        choices=[(each.value, word) for each, word in SOURCE_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    linked = forms.TypedChoiceField(
        label=_("Same small area as an earlier case"),
        help_text=_("The same household, site or stairwell, or infected by that person."),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, places: list[tuple[str, str]],  # noqa: ANN401 - as Django's own
        earlier: list[tuple[str, str]], **kwargs: Any,  # noqa: ANN401
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.fields["client_id"].initial = uuid4
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.fields["linked"].choices = [("", _("None")), *earlier]  # type: ignore[attr-defined]


class ProposeForm(forms.Form):
    """What a person states, from when the class is to hold, and why."""

    use_required_attribute = False
    spreading = forms.ChoiceField(
        label=_("It spreads within the community"), choices=_YES_NO, widget=forms.RadioSelect,
        initial="no",
    )  # fmt: skip
    sustained = forms.ChoiceField(
        label=_("Many or large outbreaks"), choices=_YES_NO, widget=forms.RadioSelect, initial="no"
    )
    cluster = forms.ChoiceField(
        label=_("A cluster within 14 days"), choices=_YES_NO, widget=forms.RadioSelect
    )
    since = DayField(label=_("Holds from"), error_messages={"required": _("Enter the day.")})
    why = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say it in a few words.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, asks: set[str], today: date, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["since"].initial = today
        for name in STATED:
            if name not in asks:
                del self.fields[name]

    @property
    def stated(self) -> dict[str, str]:
        """Return what the person states."""
        told = self.cleaned_data
        return {name: told[name] for name in STATED if told.get(name)}


class DecideForm(forms.Form):
    """Why a proposal is approved or rejected."""

    use_required_attribute = False
    word = forms.CharField(
        label=_("In your words"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say it in a few words.")},
    )  # fmt: skip
