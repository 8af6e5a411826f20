"""What is done to the ledger of persons; each act is one transaction and one journal line."""

from anlin.people.actions.differing import seen, settle_difference
from anlin.people.actions.facts import add_to_group, leave_group, record_health
from anlin.people.actions.field import (
    take_in_edits,
    take_in_households,
    take_in_moves,
    take_in_persons,
)
from anlin.people.actions.identity import note_look, open_identity
from anlin.people.actions.importing import (
    sheet_template,
    take_import,
    try_import,
    undo_import,
)
from anlin.people.actions.moving import (
    merge_households,
    move_person,
    record_event,
    split_household,
)
from anlin.people.actions.registration import (
    correct_person,
    register_household,
    register_person,
)
from anlin.people.actions.reviewing import find_doubles, settle_review

__all__ = [
    "add_to_group",
    "correct_person",
    "find_doubles",
    "leave_group",
    "merge_households",
    "move_person",
    "note_look",
    "open_identity",
    "record_event",
    "record_health",
    "register_household",
    "register_person",
    "seen",
    "settle_difference",
    "settle_review",
    "sheet_template",
    "split_household",
    "take_import",
    "take_in_edits",
    "take_in_households",
    "take_in_moves",
    "take_in_persons",
    "try_import",
    "undo_import",
]
