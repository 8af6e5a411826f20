"""Rounds floor by floor and room by room; warnings, taken over and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.institutions import actions, queries
from anlin.institutions.forms import CloseForm, ValuesForm
from anlin.institutions.rules import Outcome
from anlin.institutions.views.register import found_here, sees, trail

_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A resident with the form for their values."""

    resident: queries.Resident
    form: ValuesForm


@never_cache
@require_GET
def round_(request: HttpRequest, institution: int, floor: int) -> HttpResponse:
    """Show a floor on its round, red and yellow first or door by door."""
    found, viewer = found_here(request, institution), signed_in(request)
    if not viewer.may(Right.CARE):
        raise Http404
    walk = queries.walk(found.place, floor, clock.now())
    if walk is None:
        raise Http404
    by_door = request.GET.get("order") == "door"
    wards = walk.wards if by_door else sorted(walk.wards, key=lambda ward: ward.rank)
    return render(request, "institutions/round.html", trail(found) | {
        "walk": walk,
        "cards": [(ward, _sheets(ward)) for ward in wards],
        "floors": queries.house(found.place),
        "by_door": by_door,
        "words": queries.words,
    })  # fmt: skip


def _sheets(ward: queries.Ward, sent: Sequence[Sheet] = ()) -> list[Sheet]:
    """Return a form for each resident of a room; what was refused stays as it was typed."""
    kept = {sheet.resident.bed.id: sheet.form for sheet in sent}
    return [Sheet(each, kept.get(each.bed.id) or _empty(each.bed.id)) for each in ward.residents]


def _empty(bed: int) -> ValuesForm:
    return ValuesForm(initial={"uid": uuid4()}, prefix=str(bed))


@never_cache
@require_POST
def room(request: HttpRequest, institution: int, floor: int, room: int) -> HttpResponse:
    """Take in what was measured in one room; show it again with what was refused."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    walk = queries.walk(found.place, floor, at) if viewer.may(Right.CARE) else None
    ward = next((each for each in walk.wards if each.room.id == room), None) if walk else None
    if ward is None:
        raise Http404
    told = [Sheet(each, ValuesForm(request.POST, prefix=str(each.bed.id)))
            for each in ward.residents]  # fmt: skip
    told = [sheet for sheet in told if sheet.form.said]
    whole = [sheet for sheet in told if sheet.form.is_valid()]
    items = [
        actions.Measured(sheet.form.uid_sent, at, sheet.form.body(sheet.resident.bed.person or 0))
        for sheet in whole
    ]
    outcomes = actions.take_in(items=items, by=viewer, at=at) if items else []
    for sheet, outcome in zip(whole, outcomes, strict=True):
        if isinstance(outcome, Problem):
            known = outcome.field if outcome.field in sheet.form.fields else None
            sheet.form.add_error(known, outcome.say(get_language() or ""))
    refused = [sheet for sheet in told if sheet.form.errors]
    if "HX-Request" not in request.headers and not refused:
        return redirect("round", institution, floor)
    walk = queries.walk(found.place, floor, clock.now())
    ward = next((each for each in walk.wards if each.room.id == room), ward) if walk else ward
    context = trail(found) | {
        "walk": walk, "ward": ward, "sheets": _sheets(ward, refused), "words": queries.words,
        "swap": True,
    }  # fmt: skip
    if "HX-Request" not in request.headers:
        context |= {"cards": [(ward, _sheets(ward, refused))], "floors": []}
        return render(request, "institutions/round.html", context, status=422)
    return render(request, "institutions/room.html", context, status=422 if refused else 200)


@never_cache
@require_GET
def warnings(request: HttpRequest) -> HttpResponse:
    """Show the warnings that wait, are in hand, and what came of the last ones."""
    viewer, at = signed_in(request), clock.now()
    if not sees(viewer):
        raise Http404
    mine = queries.own(viewer)
    return render(request, "institutions/warnings.html", (trail(mine) if mine else {}) | {
        "open": queries.alarms(viewer, viewer.lo, viewer.hi, waiting=True),
        "closed": queries.alarms(viewer, viewer.lo, viewer.hi, waiting=False),
        "counts": queries.outcomes(viewer.lo, viewer.hi, at - _MONTH),
        "may_take": viewer.may(Right.NURSE),
    })  # fmt: skip


@never_cache
@require_POST
def take(request: HttpRequest, warning: int) -> HttpResponse:
    """Take a warning over."""
    viewer = signed_in(request)
    try:
        actions.take_over(warning, by=viewer, at=clock.now())
    except Problem as problem:
        messages.error(request, problem.say(get_language() or ""))
    else:
        messages.success(request, _("It is yours. Say what came of it when you know."))
    return redirect("warnings")


@never_cache
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, warning: int) -> HttpResponse:
    """Say what came of a warning."""
    viewer, at = signed_in(request), clock.now()
    found = queries.alarm(viewer, warning) if viewer.may(Right.NURSE) else None
    if found is None:
        raise Http404
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.close(
                warning, outcome=Outcome(told["outcome"]), note=told["note"], by=viewer, at=at
            )
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("Written down."))
            return redirect("warnings")
    context = {"form": form, "alarm": found}
    return render(request, "institutions/close.html", context, status=422 if form.is_bound else 200)
