"""Accounts made and ended, roles given and taken; one journal line each."""

from anlin.accounts.actions.people import (
    change_password,
    create_user,
    disable_user,
    end_grant,
    grant_role,
    sign_in,
    sign_out,
    switch_grant,
)

__all__ = [
    "change_password",
    "create_user",
    "disable_user",
    "end_grant",
    "grant_role",
    "sign_in",
    "sign_out",
    "switch_grant",
]
