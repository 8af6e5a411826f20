"""The board of a place on a day."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlin.accounts.queries import leader_of
from anlin.base import clock, days
from anlin.base.asked import day_of
from anlin.duties.queries import refreshed_at
from anlin.duties.rules.ladder import LEADERS
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, level_of
from anlin.reports import queries
from anlin.reports.views.shared import shared

MOST_TILES = 45


@never_cache
@require_GET
def board(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show how duties were kept at a place on a day, and where they are missing."""
    viewer, code = leader_of(request, code)
    at = clock.now()
    today = days.local_day(at)
    day = day_of(request, today)
    measure = request.GET.get("measure", "")
    own = code == viewer.place_code and viewer.role in LEADERS
    found: Any = SimpleLazyObject(lambda: queries.board(code, day, at, measure))
    return render(request, "reports/board.html", {
        "board": found,
        "names": queries.missing(viewer, code, day, at, measure),
        "inbox": queries.inbox(viewer, at) if own and day == today else None,
        "code": code,
        "path": breadcrumb(code),
        "top": viewer.place_code,
        "day": day,
        "today": today,
        "before": _address(code, day - timedelta(days=1), measure),
        "after": _address(code, day + timedelta(days=1), measure) if day < today else "",
        "all_measures": _address(code, day, ""),
        "measure": measure and next((m for m in found.measures if m.code == measure), None),
        "asked": measure,
        "keep": urlencode({"day": day.isoformat()} | ({"measure": measure} if measure else {})),
        "most_tiles": MOST_TILES,
        "names_hidden": level_of(code) >= COMMUNITY and not viewer.names,
        "level": level_of(code),
        **shared(viewer, code, refreshed_at(), at, day, measure),
    })  # fmt: skip


def _address(code: str, day: date, measure: str) -> str:
    query = {"day": day.isoformat()} | ({"measure": measure} if measure else {})
    return f"{reverse('board-of', args=[code])}?{urlencode(query)}"
