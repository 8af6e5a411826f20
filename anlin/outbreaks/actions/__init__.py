"""Verbs on suspected cases: open, step, contacts, close; gates of institutions."""

from anlin.outbreaks.actions.asking import ask_permit
from anlin.outbreaks.actions.cases import Suspect, close_case, do_step, give_step, open_case
from anlin.outbreaks.actions.confirming import confirm_case
from anlin.outbreaks.actions.contacts import (
    add_contact,
    confirm_rest,
    decide_contact,
    draw_contacts,
)
from anlin.outbreaks.actions.procedures import (
    close_shelter,
    cremate,
    end_guardian,
    name_guardian,
    open_shelter,
    take_remains,
)
from anlin.outbreaks.actions.running import propose_regime, write_down

__all__ = [
    "Suspect",
    "add_contact",
    "ask_permit",
    "close_case",
    "close_shelter",
    "confirm_case",
    "confirm_rest",
    "cremate",
    "decide_contact",
    "do_step",
    "draw_contacts",
    "end_guardian",
    "give_step",
    "name_guardian",
    "open_case",
    "open_shelter",
    "propose_regime",
    "take_remains",
    "write_down",
]
