"""What a worker enters: a contact in three taps, a daily report, a reason."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base import clock
from anlin.base.fields import DayField, MomentField, TelephoneField
from anlin.field.queries import CONDITIONS, NEEDS, SYMPTOMS, WAYS

_TEMPERATURE = _("A living person has between 34 and 43 °C: read the thermometer again.")
_SPO2 = _("Oxygen saturation lies between 50 and 100 %: read the oximeter again.")


class _Entry(forms.Form):
    """What every entry carries: the id the device made and when it says it happened.

    A browser with scripts puts in its own id and the moment of the first sending, and repeats
    both when it sends again; without scripts the page's own stand.
    """

    use_required_attribute = False  # our own sentences say what is missing

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    occurred_at = MomentField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.initial.setdefault("client_id", uuid4())
        self.initial.setdefault("occurred_at", clock.now().isoformat())


class ContactForm(_Entry):
    """How somebody was reached, how they are, what they need; of the `observed` also a reading."""

    def __init__(self, data: Any = None, *, observed: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.observed = observed
        if observed:
            self.fields["temperature"].help_text = _(
                "Under home observation: a contact without it is no reading."
            )

    way = forms.ChoiceField(
        label=_("How"),
        choices=list(WAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how you got in touch: tap one of the three.")},
    )
    condition = forms.ChoiceField(
        label=_("How are they?"),
        choices=list(CONDITIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how they are, or that you did not reach them.")},
    )
    temperature = forms.DecimalField(
        label=_("Temperature, °C"),
        required=False,
        min_value=34,
        max_value=43,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.1"}),
        error_messages={"min_value": _TEMPERATURE, "max_value": _TEMPERATURE},
    )
    spo2 = forms.IntegerField(
        label=_("SpO2, %"),
        required=False,
        min_value=50,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"min_value": _SPO2, "max_value": _SPO2},
    )
    symptoms = forms.MultipleChoiceField(
        label=_("Symptoms"),
        choices=list(SYMPTOMS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    needs = forms.MultipleChoiceField(
        label=_("What do they need?"),
        choices=list(NEEDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    earlier = MomentField(
        label=_("It happened earlier, at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def clean_earlier(self) -> datetime | None:
        """Refuse a moment that has not come yet."""
        earlier: datetime | None = self.cleaned_data["earlier"]
        if earlier is not None and earlier > clock.now():
            raise forms.ValidationError(
                _("That moment has not come yet. Enter when it really happened, or leave it empty.")
            )
        return earlier

    @property
    def happened_at(self) -> datetime:
        """Return when the contact took place."""
        moment: datetime = self.cleaned_data["earlier"] or self.cleaned_data["occurred_at"]
        return moment

    @property
    def content(self) -> dict[str, object]:
        """Return what is kept: readings of the unwell and observed, needs of somebody reached."""
        told = self.cleaned_data
        names = ["way", "condition", "note"]
        if told["condition"] != "not_reached":
            names += ["needs"]
        if told["condition"] == "unwell":
            names += ["spo2", "symptoms"]
        if told["condition"] == "unwell" or (self.observed and told["condition"] == "well"):
            names += ["temperature"]
        kept = {name: told[name] for name in names if told[name]}
        if "temperature" in kept:
            kept["temperature"] = str(kept["temperature"])
        return kept


class ReasonForm(forms.Form):
    """Why an identity number is opened; the reason is written down with the look."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why do you need the number?"),
        min_length=4,
        max_length=200,
        error_messages={
            "required": _("Write the reason: it is kept with your name."),
            "min_length": _("Write the reason so that others understand it."),
        },
    )
    approval = forms.CharField(
        label=_("Approval number"),
        required=False,
        max_length=64,
        help_text=_("Only for somebody under 18."),
    )


class ReliefForm(forms.Form):
    """Why somebody with authority lets a duty go: it is forgiven, or it was not owed."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("What holds?"),
        choices=[
            ("excused", _("Owed, but excused")),
            ("exempt", _("Not owed this time")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        min_length=4,
        max_length=300,
        error_messages={"required": _("Write why, so that those who come later understand it.")},
    )


class DecisionForm(forms.Form):
    """Why an item of a phone is taken in after all, or set aside."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"),
        min_length=4,
        max_length=300,
        error_messages={
            "required": _("Write why, so that those who come later understand it."),
            "min_length": _("Write the reason so that others understand it."),
        },
    )


class SearchForm(forms.Form):
    """Exact facts about somebody who is looked for; two are needed."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), required=False, max_length=64)
    born_on = DayField(
        label=_("Day of birth"),
        required=False,
    )
    phone = TelephoneField()
    id_number = forms.CharField(
        label=_("Identity number"),
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
