"""What an administrator types: an account, a role with its days, why something ends."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from anlin.accounts.rules import Role
from anlin.base.days import start_of
from anlin.base.fields import DayField

_NO_DAY = _("Enter the last day.")
_WORD = RegexValidator(r"\A[a-z0-9][a-z0-9._-]*\Z", _("Use small letters, digits, dot and hyphen."))


class EndForm(forms.Form):
    """Why a role or an account ends, or is not given."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"), min_length=2, max_length=300,
        error_messages={"required": _("Write why, so that those who come later understand it.")},
    )  # fmt: skip


class LastDayForm(forms.Form):
    """The last day on which an account works."""

    use_required_attribute = False

    last = DayField(
        label=_("Works until (last day)"),
        error_messages={"required": _NO_DAY},
    )

    def until(self) -> date:
        """Return the first day on which it no longer works."""
        last: date = self.cleaned_data["last"]
        return last + timedelta(days=1)


class AccountForm(LastDayForm):
    """Who gets an account, and for how long; there is none without an end."""

    name = forms.CharField(
        label=_("Name"), max_length=64, error_messages={"required": _("Enter the person's name.")}
    )
    username = forms.CharField(
        label=_("User name"), max_length=64, validators=[_WORD],
        help_text=_("To sign in by: small letters and digits, such as chen-jing."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
        error_messages={"required": _("Choose a user name.")},
    )  # fmt: skip

    field_order = ("name", "username", "last")


class GrantForm(forms.Form):
    """Which role, from which day to which."""

    use_required_attribute = False

    since = DayField(
        label=_("From"),
        error_messages={"required": _("Enter the first day.")},
    )
    last = DayField(
        label=_("To (last day)"),
        error_messages={"required": _NO_DAY},
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        roles: Iterable[tuple[Role, str]],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["role"] = forms.TypedChoiceField(
            label=_("Role"),
            choices=list(roles),
            coerce=Role,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose a role.")},
        )

    def times(self, at: datetime) -> tuple[datetime, datetime]:
        """Return from when until when: at once if it begins today, to the end of the last day."""
        first: date = self.cleaned_data["since"]
        last: date = self.cleaned_data["last"]
        return max(start_of(first), at), start_of(last + timedelta(days=1))
