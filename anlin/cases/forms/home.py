"""What is entered about people at home: events, readings, decisions, needs, endings."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base.fields import DayField
from anlin.cases.queries import (
    DECISION_WORDS,
    ENDING_WORDS,
    REASON_WORDS,
    SYMPTOM_WORDS,
)
from anlin.cases.rules import (
    ENDINGS,
    LONGEST_EXTENSION,
    REASONS,
    Kind,
)
from anlin.dispatch.queries import NEED_WORDS
from anlin.dispatch.rules import AT_HOME

_TEMPERATURE = _("A living person has between 34 and 43 °C: read the thermometer again.")
_SPO2 = _("Oxygen saturation lies between 50 and 100 %: read the oximeter again.")


class Form(forms.Form):
    """What our own sentences say is missing, and not the browser's."""

    use_required_attribute = False


class Once(Form):
    """What carries an id made with the page, so that sending twice is sending once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.initial.setdefault("client_id", uuid4())


class OpenForm(Form):
    """The event from which the days are counted; its choices are those of the `kind`."""

    reason = forms.ChoiceField(
        label=_("What happened?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    begun_on = DayField(
        label=_("Day of return or of the last contact"),
        help_text=_("All other days are counted from it; the first reading is due the day after."),
        error_messages={"required": _("Enter the day: all other days are counted from it.")},
    )

    def __init__(self, data: Any = None, *, kind: Kind, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        reasons = REASONS[kind]
        self.fields["reason"].choices = [(each.value, REASON_WORDS[each]) for each in reasons]  # type: ignore[attr-defined]
        if len(reasons) == 1:
            self.initial.setdefault("reason", reasons[0].value)
        if kind is Kind.TREATMENT:
            self.fields["begun_on"].label = _("Day of the positive test or of the first symptom")
        if kind is Kind.FOLLOW_UP:
            self.fields["begun_on"].label = _("Day of discharge, or on which suspicion ended")


class EndForm(Form):
    """Why something ends before its last day; its choices are those of the `kind`."""

    ending = forms.ChoiceField(
        label=_("Why does it end early?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    clause = forms.CharField(
        label=_("Clause that allows it, such as A-2.2"),
        required=False,
        max_length=32,
        help_text=_("Only where an order allows it; the number stands in the order library."),
    )
    why = forms.CharField(
        label=_("In your words, without names"),
        min_length=4,
        max_length=300,
        error_messages={"required": _("Write why, so that those who come later understand it.")},
    )

    def __init__(self, data: Any = None, *, kind: Kind, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        choices = [(each.value, ENDING_WORDS[each]) for each in ENDINGS[kind]]
        self.fields["ending"].choices = choices  # type: ignore[attr-defined]
        if kind is not Kind.OBSERVATION:
            del self.fields["clause"]
            self.fields["ending"].label = _("Why does it end?")


class ExtendForm(Form):
    """How many days are added, and why."""

    days = forms.IntegerField(
        label=_("How many days more?"),
        min_value=1,
        max_value=LONGEST_EXTENSION,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Enter a number of days.")},
    )
    why = forms.CharField(
        label=_("In your words, without names"),
        min_length=4,
        max_length=300,
        error_messages={"required": _("Write why, so that those who come later understand it.")},
    )


class CareForm(Once):
    """What the clinic decided about somebody unwell."""

    decision = forms.ChoiceField(
        label=_("What did the clinic decide?"),
        choices=[(each.value, word) for each, word in DECISION_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four.")},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReadingForm(Once):
    """What a resident reports: temperature, symptoms and, where an order asks, SpO2."""

    temperature = forms.DecimalField(
        label=_("Temperature, °C"),
        min_value=34,
        max_value=43,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.1"}),
        error_messages={
            "required": _("Enter the temperature as the thermometer shows it."),
            "min_value": _TEMPERATURE,
            "max_value": _TEMPERATURE,
        },
    )
    spo2 = forms.IntegerField(
        label=_("SpO2, %"),
        help_text=_("At rest. Leave it empty if you have no oximeter."),
        required=False,
        min_value=50,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"min_value": _SPO2, "max_value": _SPO2},
    )
    symptoms = forms.MultipleChoiceField(
        label=_("Symptoms, if there are any"),
        choices=list(SYMPTOM_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None, *, spo2: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        if not spo2:
            del self.fields["spo2"]

    @property
    def content(self) -> dict[str, object]:
        """Return what is kept."""
        told = self.cleaned_data
        kept = {name: told[name] for name in ("spo2", "symptoms") if told.get(name)}
        return {"way": "link", "temperature": str(told["temperature"]), **kept}


class NeedForm(Once):
    """What somebody at home needs."""

    kind = forms.ChoiceField(
        label=_("What is needed?"),
        choices=[(each.value, NEED_WORDS[each]) for each in AT_HOME],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five.")},
    )
    text = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ClinicForm(Form):
    """Whom the community calls when somebody is unwell."""

    name = forms.CharField(
        label=_("Clinic"),
        max_length=100,
        error_messages={"required": _("Enter the clinic's name.")},
    )
    phone = forms.RegexField(
        r"^[0-9 +\-]{3,20}$",
        label=_("Telephone"),
        error_messages={
            "required": _("Enter the number that answers."),
            "invalid": _("A telephone number has 3 to 20 digits."),
        },
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )


class CodeForm(Form):
    """The code on a certificate."""

    code = forms.CharField(
        label=_("Code on the certificate"),
        max_length=40,
        help_text=_("Five groups of four letters and digits."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Type the code as it stands on the paper.")},
    )
