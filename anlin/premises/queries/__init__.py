"""Gates and what is known at them: who stands before one, who is inside, who was there when."""

from anlin.premises.queries.gates import (
    Found,
    fever_limit,
    find,
    gate,
    gates,
    keep_limit,
    pass_of,
    place_names,
    vehicles_of,
)
from anlin.premises.queries.register import (
    Fever,
    Line,
    Stay,
    fevers,
    hours,
    inside,
    last_lines,
    not_returned,
    presence,
)

__all__ = [
    "Fever",
    "Found",
    "Line",
    "Stay",
    "fever_limit",
    "fevers",
    "find",
    "gate",
    "gates",
    "hours",
    "inside",
    "keep_limit",
    "last_lines",
    "not_returned",
    "pass_of",
    "place_names",
    "presence",
    "vehicles_of",
]
