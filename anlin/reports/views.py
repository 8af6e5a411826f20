"""The leader's board."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock, days
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, level_of, span
from anlin.reports import queries

MOST_TILES = 45
_FIRST = date(2000, 1, 1)  # no order here is older; an address can name any day


@never_cache
@require_GET
def board(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show how duties were kept at a place on a day, and where they are missing."""
    viewer = signed_in(request)
    code = code or viewer.place_code
    if not viewer.may(Right.BOARD) or not _inside(viewer, code):
        raise Http404
    at = clock.now()
    today = days.local_day(at)
    day = _day(request.GET.get("day", ""), today)
    measure = request.GET.get("measure", "")
    found = queries.board(viewer, code, day, at, measure)
    return render(request, "reports/board.html", {
        "board": found,
        "path": breadcrumb(code),
        "top": viewer.place_code,
        "day": day,
        "today": today,
        "before": _address(code, day - timedelta(days=1), measure),
        "after": _address(code, day + timedelta(days=1), measure) if day < today else "",
        "all_measures": _address(code, day, ""),
        "measure": next((line for line in found.measures if line.code == measure), None),
        "asked": measure,
        "keep": urlencode({"day": day.isoformat()} | ({"measure": measure} if measure else {})),
        "tiles": len(found.below) <= MOST_TILES,
        "names_hidden": level_of(code) >= COMMUNITY and not viewer.names,
        "level": level_of(code),
    })  # fmt: skip


def _inside(viewer: Viewer, code: str) -> bool:
    """Tell whether `code` is a place the viewer's grant holds, whole."""
    try:
        lo, hi = span(code)
    except ValueError:
        return False
    return viewer.lo <= lo and hi <= viewer.hi


def _day(text: str, today: date) -> date:
    """Return the day asked for; a day that is none or has not come yet is today."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return min(max(asked, _FIRST), today)


def _address(code: str, day: date, measure: str) -> str:
    query = {"day": day.isoformat()} | ({"measure": measure} if measure else {})
    return f"{reverse('board-of', args=[code])}?{urlencode(query)}"
