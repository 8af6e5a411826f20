"""What an address asks for: a place within the viewer's own, and a day."""

from datetime import date

from django.http import Http404, HttpRequest

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.places.rules import span

_FIRST = date(2000, 1, 1)  # no order here is older; an address can name any day


def leader_of(request: HttpRequest, code: str) -> tuple[Viewer, str]:
    """Return who asks for the board of `code`, and the code: the own place where none is named.

    Raises:
        Http404: the viewer has no board, or the place does not lie whole in their range.
    """
    viewer = signed_in(request)
    code = code or viewer.place_code
    if not viewer.may(Right.BOARD) or not _inside(viewer, code):
        raise Http404
    return viewer, code


def _inside(viewer: Viewer, code: str) -> bool:
    try:
        lo, hi = span(code)
    except ValueError:
        return False
    return viewer.lo <= lo and hi <= viewer.hi


def day_of(request: HttpRequest, latest: date) -> date:
    """Return the day asked for; a day that is none or comes after `latest` is `latest`."""
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return latest
    return min(max(asked, _FIRST), latest)
