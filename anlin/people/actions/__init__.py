"""What is done to the ledger of persons; each act is one transaction and one journal line."""

from anlin.people.actions.facts import add_to_group, leave_group, record_health
from anlin.people.actions.identity import note_look, open_identity
from anlin.people.actions.registration import (
    correct_person,
    move_person,
    register_household,
    register_person,
)

__all__ = [
    "add_to_group",
    "correct_person",
    "leave_group",
    "move_person",
    "note_look",
    "open_identity",
    "record_health",
    "register_household",
    "register_person",
]
