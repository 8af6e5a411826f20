"""What is typed at a gate, and what a community enters to open one or to look back."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base.days import ZONE
from anlin.base.fields import TelephoneField


class VisitorForm(forms.Form):
    """A visitor, by hand."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name"), max_length=50, error_messages={"required": _("Ask for the name.")}
    )
    whom = forms.CharField(
        label=_("Whom they visit, or which door"),
        max_length=80,
        error_messages={"required": _("Ask whom or which door they visit.")},
    )
    phone = TelephoneField()
    reason = forms.CharField(label=_("Why they come"), max_length=120, required=False)
    plate = forms.CharField(label=_("Plate, if they drive in"), max_length=12, required=False)
    temperature = forms.CharField(
        label=_("Temperature, °C"),
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class GateForm(forms.Form):
    """A gate, and the clinic that is called from it."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name of the gate"),
        max_length=40,
        error_messages={"required": _("Give it the name neighbours use, such as East gate.")},
    )
    place = forms.ChoiceField(label=_("It belongs to"))
    clinic = forms.CharField(
        label=_("Clinic to call for somebody with fever"),
        max_length=60,
        error_messages={"required": _("Name the clinic: gatekeepers see it when it matters.")},
    )
    clinic_phone = TelephoneField(
        label=_("Telephone of the clinic"),
        required=True,
        error_messages={"required": _("Enter its number: it stands on the gate's screen.")},
    )


class LookBackForm(forms.Form):
    """Between which moments somebody asks who was inside, and why."""

    use_required_attribute = False

    gate = forms.ChoiceField(label=_("Which gate"))
    since = forms.CharField(
        label=_("From"), widget=forms.TextInput(attrs={"type": "datetime-local"})
    )
    until = forms.CharField(
        label=_("Until"), widget=forms.TextInput(attrs={"type": "datetime-local"})
    )
    why = forms.CharField(
        label=_("Why do you need to know?"),
        min_length=4,
        max_length=300,
        help_text=_("Your look and this reason are written down; no names here, please."),
        error_messages={"required": _("Say why: the look is written down with its reason.")},
    )

    def clean_since(self) -> datetime:
        """Return the first moment, in China."""
        return _moment(self.cleaned_data["since"])

    def clean_until(self) -> datetime:
        """Return the last moment, in China."""
        return _moment(self.cleaned_data["until"])


class PlateForm(forms.Form):
    """A resident's vehicle."""

    use_required_attribute = False

    plate = forms.CharField(
        label=_("Number plate"),
        max_length=12,
        error_messages={"required": _("Write the plate as on the vehicle.")},
    )


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise forms.ValidationError(_("Enter a day and a time.")) from None
    return found if found.tzinfo else found.replace(tzinfo=ZONE)
