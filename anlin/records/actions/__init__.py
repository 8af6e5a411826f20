"""Taking in what people did, from screens, programs and phones: each entry once."""

from anlin.records.actions.intake import take_in
from anlin.records.actions.recording import (
    KnownElsewhereError,
    MayNotRecordError,
    NotAtHomeError,
    NothingToCorrectError,
    Receipt,
    Taken,
    TooLongAgoError,
    make_weeks,
    record,
    record_each,
)

__all__ = [
    "KnownElsewhereError",
    "MayNotRecordError",
    "NotAtHomeError",
    "NothingToCorrectError",
    "Receipt",
    "Taken",
    "TooLongAgoError",
    "make_weeks",
    "record",
    "record_each",
    "take_in",
]
