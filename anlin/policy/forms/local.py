"""What a policy officer confirms before a draft becomes law, or is given up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.policy.forms.adopting import REASON


class SeenForm(forms.Form):
    """The version of the draft that its officer has before the eyes."""

    use_required_attribute = False

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReleaseForm(SeenForm):
    """That the order is to hold."""

    sure = forms.BooleanField(
        label=_("I have read what changes. From its first day on this order binds everybody here."),
        error_messages={"required": _("Tick this to release the order.")},
    )


class WithdrawForm(SeenForm):
    """Why a draft is given up."""

    reason = forms.CharField(
        label=_("Reason"), min_length=4, max_length=300, error_messages={"required": REASON}
    )
