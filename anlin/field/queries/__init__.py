"""What the worker's screens show, gathered from duties, persons, records and orders."""

from anlin.field.queries.covers import Cover, covers
from anlin.field.queries.labels import Label, Labels
from anlin.field.queries.ledger import MOST, building, buildings, find
from anlin.field.queries.person import Event, Face, face
from anlin.field.queries.phones import Carrier, Waiting, decided, phones, waiting
from anlin.field.queries.register import (
    Entry,
    Fact,
    GroupCount,
    Home,
    Member,
    buildings_of,
    entry,
    facts,
    groups_counted,
    home,
    key_people,
)
from anlin.field.queries.today import Round, Stop, Task, Today, today
from anlin.field.queries.why import Why, why
from anlin.field.queries.words import (
    CONDITIONS,
    ICONS,
    NEEDS,
    SYMPTOMS,
    WAYS,
    words_of,
)

__all__ = [
    "CONDITIONS",
    "ICONS",
    "MOST",
    "NEEDS",
    "SYMPTOMS",
    "WAYS",
    "Carrier",
    "Cover",
    "Entry",
    "Event",
    "Face",
    "Fact",
    "GroupCount",
    "Home",
    "Label",
    "Labels",
    "Member",
    "Round",
    "Stop",
    "Task",
    "Today",
    "Waiting",
    "Why",
    "building",
    "buildings",
    "buildings_of",
    "covers",
    "decided",
    "entry",
    "face",
    "facts",
    "find",
    "groups_counted",
    "home",
    "key_people",
    "phones",
    "today",
    "waiting",
    "why",
    "words_of",
]
