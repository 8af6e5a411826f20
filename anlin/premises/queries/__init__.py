"""Gates and what is known at them: who stands before one, who is inside, who was there when."""

from anlin.premises.queries.gates import (
    Found,
    fever_limit,
    find,
    gate,
    gates,
    keep_limit,
    pass_of,
    passes_in,
    place_names,
    vehicles_of,
)
from anlin.premises.queries.listing import GateListOut, gate_list
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
    "GateListOut",
    "Line",
    "Stay",
    "fever_limit",
    "fevers",
    "find",
    "gate",
    "gate_list",
    "gates",
    "hours",
    "inside",
    "keep_limit",
    "last_lines",
    "not_returned",
    "pass_of",
    "passes_in",
    "place_names",
    "presence",
    "vehicles_of",
]
