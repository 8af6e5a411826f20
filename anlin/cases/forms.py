"""What a worker enters to put somebody under home observation, and to end it early."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base.fields import DayField
from anlin.cases.queries import ENDING_WORDS, REASON_WORDS
from anlin.cases.rules import Ending


class OpenForm(forms.Form):
    """The event from which the days are counted."""

    use_required_attribute = False

    reason = forms.ChoiceField(
        label=_("Why is this person observed?"),
        choices=[(reason.value, word) for reason, word in REASON_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four.")},
    )
    begun_on = DayField(
        label=_("Day of return or of the last contact"),
        help_text=_("This is day 0; the first reading is due the day after."),
        error_messages={"required": _("Enter the day: all other days are counted from it.")},
    )


class EndForm(forms.Form):
    """Why an observation ends before its last day."""

    use_required_attribute = False

    ending = forms.ChoiceField(
        label=_("Why does it end early?"),
        choices=[
            (ending.value, word)
            for ending, word in ENDING_WORDS.items()
            if ending is not Ending.RENEWED
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four.")},
    )
    why = forms.CharField(
        label=_("In your words, without names"),
        min_length=4,
        max_length=300,
        error_messages={"required": _("Write why, so that those who come later understand it.")},
    )
