"""What is entered in a round: one resident's values, as they are typed with gloves on."""

import re
from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.institutions.forms.house import Form, choices
from anlin.institutions.queries import words
from anlin.institutions.rules import ASKED, RoundBody

_TEMPERATURE = _("A living person has between 34 and 42.9 °C: read the thermometer again.")
_SPO2 = _("Oxygen saturation lies between 50 and 100 %: read the oximeter again.")
_BREATHING = _("Between 4 and 80 breaths a minute: count again.")
_WHOLE = re.compile(r"[0-9]{1,3}")
_WARM = re.compile(r"(3[4-9]|4[0-2])\.?([0-9])?")


class ValuesForm(Form):
    """One resident's values; left whole empty nothing is said of them."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    temperature = forms.CharField(max_length=5, required=False)
    spo2 = forms.CharField(max_length=3, required=False)
    breathing = forms.CharField(max_length=3, required=False)
    active = forms.BooleanField(required=False)
    oxygen = forms.BooleanField(required=False)
    symptoms = forms.MultipleChoiceField(choices=choices(words.SYMPTOM_WORDS), required=False)
    not_done = forms.ChoiceField(choices=[("", ""), *choices(words.MISSING_WORDS)], required=False)

    def clean_temperature(self) -> str:
        """Return 36.5 for 36.5 and for 365, which is quicker to type."""
        found = _WARM.fullmatch(self._bare("temperature"))
        if self._bare("temperature") and found is None:
            raise forms.ValidationError(_TEMPERATURE)
        return f"{found[1]}.{found[2] or 0}" if found else ""

    def clean_spo2(self) -> int | None:
        """Return per cent."""
        return self._number("spo2", range(50, 101), _SPO2)

    def clean_breathing(self) -> int | None:
        """Return breaths a minute."""
        return self._number("breathing", range(4, 81), _BREATHING)

    def _bare(self, name: str) -> str:
        return str(self.cleaned_data[name]).strip().replace(",", ".").replace("。", ".")

    def _number(self, name: str, allowed: range, word: object) -> int | None:
        text = self._bare(name)
        if not text:
            return None
        if not _WHOLE.fullmatch(text) or int(text) not in allowed:
            raise forms.ValidationError(str(word))
        return int(text)

    @property
    def said(self) -> bool:
        """Tell whether anything was entered."""
        told: Mapping[str, object] = self.data
        names = [self.add_prefix(name) for name in (*ASKED, "symptoms", "not_done")]
        return any(str(told.get(name) or "").strip() for name in names)

    def body(self, subject: int) -> RoundBody:
        """Return what was measured; nobody who was not there was asked for symptoms."""
        told = self.cleaned_data
        there = any(told[name] for name in ASKED) or bool(told["symptoms"])
        return RoundBody(
            subject=subject,
            temperature=told["temperature"] or None,
            spo2=told["spo2"],
            posture=("after_activity" if told["active"] else "rest") if there else None,
            oxygen=told["oxygen"] if there else None,
            breathing=told["breathing"],
            symptoms=told["symptoms"] if there else None,
            not_done=told["not_done"] or None,
        )

    @property
    def uid_sent(self) -> UUID:
        """Return the id that the page gave this entry: the same sent twice is once."""
        found: UUID = self.cleaned_data["uid"]
        return found


class CloseForm(Form):
    """What came of a warning."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=choices(words.OUTCOME_WORDS),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
