"""Screens of institutions."""

from anlin.institutions.views.register import (
    arrangement,
    building,
    end_post,
    institution,
    institutions,
    part,
    post,
    register,
    zone,
)
from anlin.institutions.views.residents import admit, change, resident
from anlin.institutions.views.rounds import close, room, round_, take, warnings

__all__ = [
    "admit",
    "arrangement",
    "building",
    "change",
    "close",
    "end_post",
    "institution",
    "institutions",
    "part",
    "post",
    "register",
    "resident",
    "room",
    "round_",
    "take",
    "warnings",
    "zone",
]
