"""Two times of a past day: known then, known now."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlin.accounts.queries import leader_of
from anlin.base import clock, days
from anlin.base.asked import day_of
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, level_of
from anlin.reports import queries

_DAY = timedelta(days=1)


@never_cache
@require_GET
def two_times(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was due on a past day by which clause, what was known then and is known now."""
    viewer, code = leader_of(request, code)
    at = clock.now()
    yesterday = days.local_day(at) - _DAY
    day = day_of(request, yesterday)
    return render(request, "reports/past.html", {
        "past": queries.past(viewer, code, day, at),
        "code": code,
        "path": breadcrumb(code),
        "day": day,
        "latest": yesterday,
        "before": day - _DAY,
        "after": day + _DAY if day < yesterday else None,
        "level": level_of(code),
        "near": level_of(code) >= COMMUNITY,
        "names_hidden": level_of(code) >= COMMUNITY and not viewer.names,
    })  # fmt: skip
