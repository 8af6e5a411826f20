"""Screens of people at home."""

from anlin.cases.views.help import care, clinic, need
from anlin.cases.views.home import end, extend, observations, open_, release_
from anlin.cases.views.links import link, my_health
from anlin.cases.views.moving import arrival, newcomer, offer, told, transfer, transfers
from anlin.cases.views.papers import certificate, paper

__all__ = [
    "arrival",
    "care",
    "certificate",
    "clinic",
    "end",
    "extend",
    "link",
    "my_health",
    "need",
    "newcomer",
    "observations",
    "offer",
    "open_",
    "paper",
    "release_",
    "told",
    "transfer",
    "transfers",
]
