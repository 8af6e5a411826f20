"""What a policy officer enters to put a pack in force, and to end it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlin.base.fields import DayField

REASON = _("Write why, so that those who come later understand it.")


class AdoptForm(forms.Form):
    """From which day a pack holds at the officer's place, and why."""

    use_required_attribute = False

    since = DayField(
        label=_("In force from"),
        error_messages={"required": _("Enter the first day on which it holds.")},
    )
    until = DayField(
        label=pgettext_lazy("end of an order", "Until"),
        help_text=_("The first day on which it no longer holds; may be left empty."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"), min_length=4, max_length=300, error_messages={"required": REASON}
    )
    knowingly = forms.BooleanField(
        label=_("I know that this is a draft or a demonstration and not a released order."),
        error_messages={"required": _("Tick this to adopt it all the same.")},
    )

    def __init__(self, data: Any = None, *, draft: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        if not draft:
            del self.fields["knowingly"]

    def clean_until(self) -> date | None:
        """Refuse an end that is not after the start."""
        until: date | None = self.cleaned_data["until"]
        since = self.cleaned_data.get("since")
        if until and since and until <= since:
            raise forms.ValidationError(_("The end must lie after the first day."))
        return until


class EndForm(forms.Form):
    """From which day an adoption no longer holds, and why."""

    use_required_attribute = False

    adoption = forms.IntegerField(widget=forms.HiddenInput)
    until = DayField(
        label=_("No longer in force from"),
        error_messages={"required": _("Enter the first day on which it no longer holds.")},
    )
    reason = forms.CharField(
        label=_("Reason"), min_length=4, max_length=300, error_messages={"required": REASON}
    )
