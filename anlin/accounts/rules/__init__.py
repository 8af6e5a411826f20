"""Pure decisions about people at work: what a role may do, and when sign-in is shut."""

from anlin.accounts.rules.offices import OFFICES, Held, Office, Person, Right, Role, Viewer
from anlin.accounts.rules.problems import (
    BadCredentialsError,
    NoGrantError,
    NotYoursError,
    ShutError,
    UsernameTakenError,
    WeakPasswordError,
    WrongLevelError,
    WrongPasswordError,
)
from anlin.accounts.rules.signing import FAILURES, SPELL, locked_until

__all__ = [
    "FAILURES",
    "OFFICES",
    "SPELL",
    "BadCredentialsError",
    "Held",
    "NoGrantError",
    "NotYoursError",
    "Office",
    "Person",
    "Right",
    "Role",
    "ShutError",
    "UsernameTakenError",
    "Viewer",
    "WeakPasswordError",
    "WrongLevelError",
    "WrongPasswordError",
    "locked_until",
]
