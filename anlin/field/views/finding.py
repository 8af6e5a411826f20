"""Finding a household or a person: building by building, by a text, by exact facts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.field import queries
from anlin.field.forms import SearchForm
from anlin.people.queries import search, waiting
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY


@never_cache
@require_http_methods(["GET", "POST"])  # a name that is looked for never stands in an address
def households(request: HttpRequest) -> HttpResponse:
    """Show the buildings of the viewer's grid or community, or the doors that fit a search."""
    viewer = signed_in(request)
    text = request.POST.get("q", "").replace("\0", "").strip()
    near = viewer.names and viewer.level >= COMMUNITY
    found = queries.find(viewer, text, days.local_day(clock.now())) if near and text else []
    return render(request, "field/households.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "near": near,
        "text": text,
        "found": found,
        "buildings": queries.buildings(viewer) if near and not text else [],
        "can_register": near and viewer.may(Right.RECORD),
        "can_import": viewer.level == COMMUNITY and viewer.may(Right.RECORD),
        "waiting": waiting(viewer) if near and viewer.may(Right.EXCUSE) else 0,
    })  # fmt: skip


@never_cache
@require_GET
def building(request: HttpRequest, place: int) -> HttpResponse:
    """Show every door of one building with who lives there."""
    viewer = signed_in(request)
    if viewer.level < COMMUNITY:
        raise Http404
    opened = queries.building(viewer, place, days.local_day(clock.now()))
    if not opened:
        raise Http404
    context = {
        "path": breadcrumb(viewer.place_code)[-2:],
        "building": opened[0],
        "can_register": viewer.names and viewer.may(Right.RECORD),
    }
    return render(request, "field/building.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Look somebody up by at least two exact facts."""
    viewer = signed_in(request)
    if not viewer.names:
        raise Http404
    form = SearchForm(request.POST or None)
    found = []
    if form.is_bound and form.is_valid():
        try:
            found = search(viewer, **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
    context = {
        "form": form, "found": found, "asked": form.is_bound and form.is_valid(),
        "waiting": waiting(viewer) if viewer.may(Right.EXCUSE) else 0,
    }  # fmt: skip
    return render(request, "field/people.html", context)
