"""What phones send up about people: judged by the law in force, and needs made requests."""

from collections.abc import Sequence
from datetime import datetime

from anlin.accounts.rules import Viewer
from anlin.base.intake import Item
from anlin.base.problems import Problem
from anlin.cases.queries import judged
from anlin.dispatch.actions import ask_as_told
from anlin.records import actions as records
from anlin.records.rules import Contact, Entry, NeedTold, Reading


def take_in(
    *, items: Sequence[Item[Contact | Reading | NeedTold]], by: Viewer, at: datetime
) -> list[int | Problem]:
    """Record `items`; an abnormal reading of somebody at home is marked, a need is a request.

    Return each submission, or why it cannot stand.
    Cost: that of the records, four statements to judge and three for needs, for any number.
    """
    told: list[Entry] = []

    def through(entries: list[Entry]) -> list[Entry]:
        told.extend(judged(entries, at))
        return told

    outcomes = records.take_in(items=items, by=by, at=at, through=through)
    taken = {
        item.id
        for item, outcome in zip(items, outcomes, strict=True)
        if not isinstance(outcome, Problem)
    }
    ask_as_told(entries=[each for each in told if each.client_id in taken], by=by, at=at)
    return outcomes
