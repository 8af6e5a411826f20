"""Which place inside the viewer's own a page is about."""

from datetime import datetime

from django.http import Http404, HttpRequest

from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.places.queries import breadcrumb, children
from anlin.places.rules import GRID, CodeError, level_of, span


def chosen(request: HttpRequest, viewer: Viewer) -> str:
    """Return the place asked for, or the viewer's own.

    Raises:
        Http404: it does not lie in the viewer's.
    """
    code = request.GET.get("place", "") or viewer.place_code
    try:
        lo, hi = span(code)
    except CodeError as error:
        raise Http404 from error
    if not (viewer.lo <= lo and hi <= viewer.hi):
        raise Http404
    return code


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
