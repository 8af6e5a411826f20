"""The way down to a place, and what lies one level below it."""

from datetime import datetime

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.places.queries import breadcrumb, children
from anlin.places.rules import GRID, level_of


def around(viewer: Viewer, code: str, at: datetime) -> dict[str, object]:
    """Return the way down to a place and what lies one level below, as links."""
    path = breadcrumb(code)
    deep = level_of(code) >= GRID
    return {
        "place": code,
        "here": path[-1].name if path else code,
        "path": [(each, each.level >= viewer.level) for each in path],
        "below": [] if deep else list(children(code, local_day(at))),
    }
