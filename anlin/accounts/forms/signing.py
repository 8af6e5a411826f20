"""What a person types to sign in and to change a password."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.accounts.rules import KEY_DAYS, Scope

SCOPE_WORDS = {
    Scope.READ: _("Read what I may read"),
    Scope.RECORD: _("Record in my name"),
    Scope.LEAD: _("Act on lapses in my name"),
}


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The old password, and the new one twice."""

    old = forms.CharField(
        label=_("Old password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=128,
        strip=False,
        help_text=_("At least 10 characters; none of the common passwords."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Return the repeated password if it is the same."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("The two passwords are not the same."))
        return again


class KeyForm(forms.Form):
    """What an access key is for, and how long it lives."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=64,
        help_text=_("Such as the program and the machine it runs on."),
        error_messages={"required": _("Write what it is for, so that you know it again.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=list(SCOPE_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long?"),
        coerce=int,
        choices=[(7, _("7 days")), (30, _("30 days")), (KEY_DAYS, _("90 days"))],
        initial=30,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, scopes: Iterable[Scope] = Scope) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data)
        offered = set(scopes)
        found = cast("forms.MultipleChoiceField", self.fields["scopes"])
        found.choices = [each for each in SCOPE_WORDS.items() if each[0] in offered]
