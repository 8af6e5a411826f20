"""What is done for people at home; each act is one transaction and one journal line."""

from anlin.cases.actions.answering import (
    accept_person,
    pass_person_on,
    return_person,
    withdraw_person,
)
from anlin.cases.actions.arriving import (
    Arrival,
    register_arrivals,
    register_newcomer,
    tell_clinic,
)
from anlin.cases.actions.help import (
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
from anlin.cases.actions.offering import Offer, offer_people, offer_person
from anlin.cases.actions.phones import take_in_answers, take_in_travellers
from anlin.cases.actions.release import note_print, release

__all__ = [
    "Arrival",
    "Offer",
    "accept_person",
    "end_link",
    "end_observation",
    "extend_observation",
    "follow_moves",
    "make_link",
    "note_print",
    "offer_people",
    "offer_person",
    "open_observation",
    "pass_person_on",
    "read_by_link",
    "record_care",
    "register_arrivals",
    "register_newcomer",
    "release",
    "reopen_observation",
    "return_person",
    "set_clinic",
    "take_in",
    "take_in_answers",
    "take_in_travellers",
    "tell_clinic",
    "withdraw_person",
]
