"""Accounts made and ended, roles given, taken and covered; one journal line each."""

from anlin.accounts.actions.devices import end_device, enrol, note_wiped, show_code
from anlin.accounts.actions.handover import (
    accept_handover,
    decline_handover,
    offer_handover,
    stop_handover,
)
from anlin.accounts.actions.keys import end_key, make_key
from anlin.accounts.actions.people import (
    create_user,
    disable_user,
    end_grant,
    grant_role,
    prolong_user,
)
from anlin.accounts.actions.proposals import confirm_role, give_role, refuse_role
from anlin.accounts.actions.signing import change_password, sign_in, sign_out, switch_grant

__all__ = [
    "accept_handover",
    "change_password",
    "confirm_role",
    "create_user",
    "decline_handover",
    "disable_user",
    "end_device",
    "end_grant",
    "end_key",
    "enrol",
    "give_role",
    "grant_role",
    "make_key",
    "note_wiped",
    "offer_handover",
    "prolong_user",
    "refuse_role",
    "show_code",
    "sign_in",
    "sign_out",
    "stop_handover",
    "switch_grant",
]
