"""What is done for people at home; each act is one transaction and one journal line."""

from anlin.cases.actions.help import (
    answer_request,
    ask_as_told,
    ask_for_help,
    record_care,
    set_clinic,
)
from anlin.cases.actions.home import (
    end_observation,
    extend_observation,
    follow_moves,
    open_observation,
    reopen_observation,
)
from anlin.cases.actions.intake import take_in
from anlin.cases.actions.links import end_link, make_link, read_by_link
from anlin.cases.actions.release import note_print, release

__all__ = [
    "answer_request",
    "ask_as_told",
    "ask_for_help",
    "end_link",
    "end_observation",
    "extend_observation",
    "follow_moves",
    "make_link",
    "note_print",
    "open_observation",
    "read_by_link",
    "record_care",
    "release",
    "reopen_observation",
    "set_clinic",
    "take_in",
]
