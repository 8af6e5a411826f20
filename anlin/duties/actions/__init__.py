"""What the heart does: plan windows, follow the facts, count, raise what lapsed, excuse."""

from anlin.duties.actions.counting import count_communities, derive, roll_up
from anlin.duties.actions.lapses import Rung, refresh, sweep
from anlin.duties.actions.planning import plan, reconcile
from anlin.duties.actions.relief import MayNotRelieveError, relieve

__all__ = [
    "MayNotRelieveError",
    "Rung",
    "count_communities",
    "derive",
    "plan",
    "reconcile",
    "refresh",
    "relieve",
    "roll_up",
    "sweep",
]
