"""What is done at gates and about them: opening, passes, passages, and forgetting."""

from anlin.premises.actions import desk as desk
from anlin.premises.actions.gates import open_gate, reopen_gate, shut_gate
from anlin.premises.actions.keeping import follow_people, forget
from anlin.premises.actions.looking import look_back
from anlin.premises.actions.passages import Now, correct, follow_up, register, take_in
from anlin.premises.actions.passes import (
    add_vehicle,
    end_vehicle,
    issue_pass,
    issue_passes,
    print_pass,
    print_passes,
)

__all__ = [
    "Now",
    "add_vehicle",
    "correct",
    "end_vehicle",
    "follow_people",
    "follow_up",
    "forget",
    "issue_pass",
    "issue_passes",
    "look_back",
    "open_gate",
    "print_pass",
    "print_passes",
    "register",
    "reopen_gate",
    "shut_gate",
    "take_in",
]
