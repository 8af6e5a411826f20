"""Taking in what people did, from screens, programs and phones: each entry once."""

from anlin.records.actions.attaching import attach
from anlin.records.actions.intake import OutOfSightError, take_in
from anlin.records.actions.recording import Receipt, Taken, make_weeks, record, record_each
from anlin.records.rules import (
    KnownElsewhereError,
    MayNotRecordError,
    NotAtHomeError,
    NothingToCorrectError,
    TooLongAgoError,
)

__all__ = [
    "KnownElsewhereError",
    "MayNotRecordError",
    "NotAtHomeError",
    "NothingToCorrectError",
    "OutOfSightError",
    "Receipt",
    "Taken",
    "TooLongAgoError",
    "attach",
    "make_weeks",
    "record",
    "record_each",
    "take_in",
]
