"""Screens of gates: the desk, who is inside, the community's list, passes."""

from anlin.premises.views.desk import correct, desk, find, register, visitor
from anlin.premises.views.gates import back, change, fever, gates, inside
from anlin.premises.views.passes import building, end, pass_, print_, sheet, vehicle

__all__ = [
    "back",
    "building",
    "change",
    "correct",
    "desk",
    "end",
    "fever",
    "find",
    "gates",
    "inside",
    "pass_",
    "print_",
    "register",
    "sheet",
    "vehicle",
    "visitor",
]
