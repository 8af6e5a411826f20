"""The live picture: from the nation to a grid in place, on paper, and as a file."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.queries import leader_of
from anlin.base import clock, days
from anlin.base.asked import day_of
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, level_of
from anlin.reports import actions, queries
from anlin.reports.views.files import pdf, xlsx
from anlin.reports.views.shared import shared

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@never_cache
@require_GET
def picture(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show what is counted at a place, and where one figure lies below it."""
    viewer, code = leader_of(request, code)
    at = clock.now()
    today = days.local_day(at)
    day = day_of(request, today)
    chosen = request.GET.get("figure", "")
    again = at if "recount" in request.GET else None
    found: Any = SimpleLazyObject(
        lambda: queries.picture(viewer, code, day, at, chosen, recount=again is not None)
    )
    duties: Any = SimpleLazyObject(lambda: queries.board(code, day, at))
    as_of = queries.counted_at(code, day, at)
    return render(request, "reports/picture.html", {
        "found": found,
        "duties": duties,
        "reports": level_of(code) <= COMMUNITY
        and SimpleLazyObject(lambda: queries.reported(duties, found)),
        "asked": chosen,
        "code": code,
        "path": breadcrumb(code),
        "day": day,
        "today": today,
        "keep": urlencode({"day": day.isoformat(), "figure": chosen}),
        "before": _address(code, day - timedelta(days=1), chosen),
        "after": _address(code, day + timedelta(days=1), chosen) if day < today else "",
        "level": level_of(code),
        "as_of": as_of,
        "age": int((at - as_of).total_seconds()) if as_of and day == today else None,
        **shared(viewer, code, as_of, at, day, chosen, again),
    })  # fmt: skip


@never_cache
@require_POST
def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give the picture away as a file, with who took it and when; it is journalled."""
    viewer, code = leader_of(request, code)
    at = clock.now()
    day = day_of(request, days.local_day(at))
    chosen = request.GET.get("figure", "")
    found = queries.picture(viewer, code, day, at, chosen)
    actions.note_export(code=code, day=day, form=form, by=viewer, at=at)
    made = {"xlsx": xlsx, "pdf": pdf}[form](found, breadcrumb(code)[-1].name, day, viewer, at)
    answer = HttpResponse(made, content_type=_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="anlin-{code}-{day}.{form}"'
    return answer


def _address(code: str, day: object, chosen: str) -> str:
    query = {"day": str(day)} | ({"figure": chosen} if chosen else {})
    return f"{reverse('picture-of', args=[code])}?{urlencode(query)}"
