"""Who reported on a day, from the nation down to each community."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlin.accounts.queries import leader_of
from anlin.base import clock, days
from anlin.base.asked import day_of
from anlin.base.sockets import reporters
from anlin.committees.rules import PLACE
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, level_of
from anlin.reports import queries


@never_cache
@require_GET
def daily(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show who reported on a day, in time or late, who did not, and what the reports raise."""
    viewer, code = leader_of(request, code)
    at = clock.now()
    today = days.local_day(at)
    day = day_of(request, today)
    kinds = reporters()
    kind = asked if (asked := request.GET.get("of", "")) in kinds else PLACE
    keep = {} if kind == PLACE else {"of": kind}
    return render(request, "reports/daily.html", {
        "found": queries.daily(viewer, code, day, at, kind),
        "code": code,
        "path": breadcrumb(code),
        "level": level_of(code),
        "community": level_of(code) >= COMMUNITY,
        "day": day,
        "today": today,
        "kinds": kinds.values(),
        "kind": kind,
        "keep": urlencode(keep),
        "before": _address(code, day - timedelta(days=1), keep),
        "after": _address(code, day + timedelta(days=1), keep) if day < today else "",
    })  # fmt: skip


def _address(code: str, day: date, keep: Mapping[str, str]) -> str:
    return f"{reverse('reports-of', args=[code])}?{urlencode({'day': day.isoformat(), **keep})}"
