"""What the heart does: plan windows, follow the facts, count, raise what lapsed, excuse."""

from anlin.duties.actions.counting import count_communities, derive, derive_some, roll_up
from anlin.duties.actions.ladder import acknowledge, ask_up
from anlin.duties.actions.lapses import climb, raise_lapses, refresh, sweep
from anlin.duties.actions.planning import plan, reconcile
from anlin.duties.actions.relief import follow_places, relieve
from anlin.duties.rules.problems import MayNotRelieveError

__all__ = [
    "MayNotRelieveError",
    "acknowledge",
    "ask_up",
    "climb",
    "count_communities",
    "derive",
    "derive_some",
    "follow_places",
    "plan",
    "raise_lapses",
    "reconcile",
    "refresh",
    "relieve",
    "roll_up",
    "sweep",
]
