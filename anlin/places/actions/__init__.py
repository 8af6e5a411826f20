"""Verbs of the tree: load an edition; open, close and reopen, split, merge and recode places."""

from anlin.places.actions.changing import close_place, open_places, reopen_place
from anlin.places.actions.loading import load_edition
from anlin.places.actions.succeeding import merge, recode, split

__all__ = [
    "close_place",
    "load_edition",
    "merge",
    "open_places",
    "recode",
    "reopen_place",
    "split",
]
