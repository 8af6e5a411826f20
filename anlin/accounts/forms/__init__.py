"""What is typed to sign in, to make access keys, to manage accounts and to read the journal."""

from anlin.accounts.forms.journal import ReadingForm
from anlin.accounts.forms.signing import SCOPE_WORDS, KeyForm, PasswordForm, SignInForm
from anlin.accounts.forms.staff import AccountForm, EndForm, GrantForm, LastDayForm

__all__ = [
    "SCOPE_WORDS",
    "AccountForm",
    "EndForm",
    "GrantForm",
    "KeyForm",
    "LastDayForm",
    "PasswordForm",
    "ReadingForm",
    "SignInForm",
]
