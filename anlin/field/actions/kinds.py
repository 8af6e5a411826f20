"""What phones may send up: each kind of item, its form, and the verb that takes it in.

One line makes a new kind: a room below writes the form in its rules and the verb in its actions.
The order is that of taking in: who is registered comes before what is recorded about them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from anlin.base.problems import Problem
from anlin.cases import actions as cases
from anlin.cases.rules import HandoverAnswerBody, TravellerBody
from anlin.dispatch.actions import take_in_difficulties
from anlin.dispatch.rules import DifficultyBody
from anlin.institutions import actions as institutions
from anlin.institutions.rules import RoundBody
from anlin.people import actions as people
from anlin.people.rules import EditBody, HouseholdBody, MoveBody, PersonBody
from anlin.premises import actions as premises
from anlin.premises.rules import PassageBody
from anlin.records.rules import Contact, NeedTold, Reading

TakeIn = Callable[..., Sequence[int | Problem]]


@dataclass(frozen=True)
class Kind:
    """The form of a body, and the verb: `take_in(items=, by=, at=)`.

    For each item it returns the number of the row it became, or a problem: then the item is kept
    and put before the supervisor with that reason.
    """

    form: type[Any]
    take_in: TakeIn

    @cached_property
    def decoder(self) -> msgspec.json.Decoder[Any]:
        """Return what reads a body of this kind."""
        return msgspec.json.Decoder(self.form)


KINDS: Mapping[str, Kind] = {
    "household": Kind(HouseholdBody, people.take_in_households),
    "person": Kind(PersonBody, people.take_in_persons),
    "move": Kind(MoveBody, people.take_in_moves),
    "edit": Kind(EditBody, people.take_in_edits),
    "traveller": Kind(TravellerBody, cases.take_in_travellers),
    "handover_answer": Kind(HandoverAnswerBody, cases.take_in_answers),
    "contact": Kind(Contact, cases.take_in),
    "reading": Kind(Reading, cases.take_in),
    "need": Kind(NeedTold, cases.take_in),
    "difficulty": Kind(DifficultyBody, take_in_difficulties),
    "round": Kind(RoundBody, institutions.take_in),
    "passage": Kind(PassageBody, premises.take_in),
}
