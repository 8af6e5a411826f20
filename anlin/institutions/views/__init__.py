"""Screens of institutions."""

from anlin.institutions.views.importing import import_residents, resident_sheet
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
from anlin.institutions.views.testing import batch, laboratory, new_batch, result_sheet, tests

__all__ = [
    "admit",
    "arrangement",
    "batch",
    "building",
    "change",
    "close",
    "end_post",
    "import_residents",
    "institution",
    "institutions",
    "laboratory",
    "new_batch",
    "part",
    "post",
    "register",
    "resident",
    "resident_sheet",
    "result_sheet",
    "room",
    "round_",
    "take",
    "tests",
    "warnings",
    "zone",
]
