"""Publishing figures, and the page that everybody may read."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import leader_of
from anlin.base import clock, days
from anlin.base.asked import day_of
from anlin.base.problems import Problem
from anlin.places.queries import breadcrumb
from anlin.reports import actions, queries

_MOST = 60


@never_cache
@require_http_methods(["GET", "POST"])
def releases(request: HttpRequest) -> HttpResponse:
    """Draft a release of the own place's figures; show what waits and what is public."""
    viewer, code = leader_of(request, "")
    at = clock.now()
    today = days.local_day(at)
    day = day_of(request, today) if "day" in request.GET else today - timedelta(days=1)
    problem = ""
    chosen = request.POST.getlist("chosen")
    if request.method == "POST":
        try:
            actions.draft(
                day=day, chosen=chosen, note=request.POST.get("note", ""), by=viewer, at=at,
                client_id=_uuid(request.POST.get("client_id", "")),
                corrects=_number(request.POST.get("corrects", "")),
            )  # fmt: skip
        except Problem as raised:
            problem = raised.say(get_language() or "")
        else:
            messages.success(request, _("Drafted. Somebody else of this level approves it."))
            return redirect("releases")
    return render(request, "reports/releases.html", {
        "path": breadcrumb(code),
        "day": day,
        "today": today,
        "found": queries.picture(viewer, code, day, at),
        "releases": list(queries.releases_here(viewer)[:_MOST]),
        "client_id": request.POST.get("client_id") or uuid4(),
        "corrects": request.POST.get("corrects") or request.GET.get("corrects", ""),
        "chosen": chosen,
        "note": request.POST.get("note", ""),
        "problem": problem,
        "competence": queries.competence(viewer, day),
    }, status=422 if problem else 200)  # fmt: skip


@never_cache
@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Make a draft public."""
    viewer, _code = leader_of(request, "")
    try:
        actions.approve(number, by=viewer, at=clock.now())
    except Problem as problem:
        messages.error(request, problem.say(get_language() or ""))
        return redirect("releases")
    messages.success(request, _("Published."))
    return redirect("published-one", number)


@require_GET
def published(request: HttpRequest) -> HttpResponse:
    """Show everybody what was published, the newest first."""
    return render(request, "reports/published.html", {"releases": queries.published()[:_MOST]})


@require_GET
def published_one(request: HttpRequest, number: int) -> HttpResponse:
    """Show everybody one release, with what corrects it."""
    found = queries.published().filter(pk=number).first()
    if found is None:
        raise Http404
    later = getattr(found, "corrected_by", None)
    return render(request, "reports/published_one.html", {
        "release": found,
        "later": later if later is not None and later.approved_at else None,
    })  # fmt: skip


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
