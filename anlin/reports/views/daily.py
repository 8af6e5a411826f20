"""Who reported on a day, from the nation down to each community."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlin.accounts.queries import leader_of
from anlin.base import clock, days
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, level_of
from anlin.reports import queries
from anlin.reports.views.asked import day_of


@never_cache
@require_GET
def daily(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show who reported on a day, in time or late, who did not, and what the reports raise."""
    viewer, code = leader_of(request, code)
    at = clock.now()
    today = days.local_day(at)
    day = day_of(request, today)
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    return render(request, "reports/daily.html", {
        "found": queries.daily(viewer, code, day, at),
        "code": code,
        "path": breadcrumb(code),
        "level": level_of(code),
        "community": level_of(code) >= COMMUNITY,
        "day": day,
        "today": today,
        "before": f"{reverse('reports-of', args=[code])}?day={before.isoformat()}",
        "after": f"{reverse('reports-of', args=[code])}?day={after.isoformat()}"
        if day < today else "",
    })  # fmt: skip
