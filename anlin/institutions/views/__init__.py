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

__all__ = [
    "admit",
    "arrangement",
    "building",
    "change",
    "end_post",
    "institution",
    "institutions",
    "part",
    "post",
    "register",
    "resident",
    "zone",
]
