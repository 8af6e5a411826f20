"""A resident's pass and vehicles, on the resident's page and on paper."""

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.people.queries import person_page
from anlin.people.rules import AT_HOME, door_order
from anlin.places.queries import breadcrumb, places_at
from anlin.places.rules import BUILDING
from anlin.premises import actions, queries
from anlin.premises.forms import PlateForm
from anlin.premises.rules import grouped, mask_name


@never_cache
@require_http_methods(["GET", "POST"])
def pass_(request: HttpRequest, person: int) -> HttpResponse:
    """Show whether somebody has a pass, and which vehicles; draw a new code."""
    if request.method == "POST":
        actions.issue_pass(person, by=signed_in(request), at=clock.now())
        messages.success(request, _("A new code is drawn; the one before no longer opens a gate."))
        return redirect("pass-print", person)
    return _page(request, person, PlateForm())


@never_cache
@require_GET
def print_(request: HttpRequest, person: int) -> HttpResponse:
    """Show somebody's code, to be scanned from the screen or printed."""
    viewer, at = signed_in(request), clock.now()
    page = person_page(viewer, person, days.local_day(at))
    if page is None or not viewer.may(Right.RECORD):
        raise Http404
    kept, code = actions.print_pass(person, by=viewer, at=at)
    return render(request, "premises/print.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "page": page,
        "kept": kept,
        "code": grouped(code),
        "svg": _drawn(code),
    })  # fmt: skip


def _drawn(code: str) -> SafeString:
    """Return a code as a picture in the page."""
    drawn = segno.make(code, error="m", micro=False)
    return mark_safe(drawn.svg_inline(border=4, omitsize=True))  # noqa: S308 - drawn from our own letters


@never_cache
@require_http_methods(["GET", "POST"])
def building(request: HttpRequest, place: int) -> HttpResponse:
    """Show how many in a building have a pass; draw codes for all who have none."""
    viewer, here = _building(request, place)
    if request.method == "POST":
        made = actions.issue_passes(place, place + 1, by=viewer, at=clock.now())
        messages.success(
            request,
            ngettext("%(n)s code was drawn.", "%(n)s codes were drawn.", made) % {"n": made},
        )
        return redirect("building-passes", place)
    every, have = queries.passes_in(viewer, place)
    context = {"here": here, "place": place, "every": every, "have": have, "lack": every - have}
    return render(request, "premises/building.html", context)


@never_cache
@require_GET
def sheet(request: HttpRequest, place: int) -> HttpResponse:
    """Show all passes of a building, door by door, to be printed and cut."""
    viewer, here = _building(request, place)
    codes = actions.print_passes(place, place + 1, by=viewer, at=clock.now())
    codes.sort(key=lambda each: door_order(each[0].at_door))
    slips = [
        (kept.at_door, mask_name(kept.name), grouped(code), _drawn(code)) for kept, code in codes
    ]
    return render(request, "premises/sheet.html", {"here": here, "place": place, "slips": slips})


def _building(request: HttpRequest, place: int) -> tuple[Viewer, str]:
    """Return who asks and what a building of theirs is called.

    Raises:
        Http404: no building of the viewer's place, or none of the viewer's business.
    """
    viewer = signed_in(request)
    found = places_at([place]).get(place)
    may = viewer.names and viewer.may(Right.RECORD) and viewer.covers(place)
    if not may or found is None or found.level != BUILDING:
        raise Http404
    return viewer, found.name


@never_cache
@require_POST
def vehicle(request: HttpRequest, person: int) -> HttpResponse:
    """Register a resident's vehicle."""
    form = PlateForm(request.POST)
    if form.is_valid():
        try:
            actions.add_vehicle(
                person, plate=form.cleaned_data["plate"], by=signed_in(request), at=clock.now()
            )
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
        else:
            return redirect("pass", person)
    return _page(request, person, form)


@never_cache
@require_POST
def end(request: HttpRequest, person: int, vehicle: int) -> HttpResponse:
    """End a vehicle that is no longer theirs."""
    actions.end_vehicle(vehicle, by=signed_in(request), at=clock.now())
    return redirect("pass", person)


def _page(request: HttpRequest, person: int, form: PlateForm) -> HttpResponse:
    viewer = signed_in(request)
    page = person_page(viewer, person, days.local_day(clock.now()))
    if page is None or not viewer.may(Right.RECORD):
        raise Http404
    return render(request, "premises/pass.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "page": page,
        "kept": queries.pass_of(viewer, person),
        "lives_here": page.person.living in AT_HOME,
        "vehicles": queries.vehicles_of(viewer, person),
        "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip
