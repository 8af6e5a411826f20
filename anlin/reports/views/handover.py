"""Handing the work of somebody absent to a colleague, who accepts or declines."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts import actions
from anlin.accounts.queries import Worker, colleagues, signed_in, worker, workers
from anlin.accounts.rules import Viewer
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.reports import queries
from anlin.reports.forms import HandoverForm, ReasonForm


@never_cache
@require_GET
def handovers(request: HttpRequest) -> HttpResponse:
    """Show who stands in for whom: what waits for an answer, what runs, what is over."""
    viewer, at = signed_in(request), clock.now()
    found = queries.covers(viewer, at)
    return render(request, "reports/handovers.html", {
        "open": [cover for cover in found if cover.handed.open],
        "over": [cover for cover in found if not cover.handed.open],
        "can_offer": bool(workers(viewer, at)),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Ask a colleague to stand in: first whose work, then who, from when to when, and why."""
    viewer, at = signed_in(request), clock.now()
    away = _away(request, viewer, at)
    if away is None:
        return _whose(request, viewer, at)
    handed, near = queries.candidates(away, colleagues(viewer, away, at), at)
    today = days.local_day(at)
    form = HandoverForm(
        request.POST or None,
        near=[(each.worker.user, each.worker.name) for each in near],
        initial={"since": today, "last": today + timedelta(days=6)},
    )
    if request.method == "POST" and form.is_valid():
        since, until = form.times(at)
        told = form.cleaned_data
        try:
            made = actions.offer_handover(
                by=viewer, at=at, grant=away.grant, taker=told["taker"], since=since, until=until,
                reason=told["reason"],
            )  # fmt: skip
        except Problem as problem:
            _show(form, problem)
        else:
            messages.success(request, _("Asked. Nothing changes until they accept."))
            return redirect("handover", made.pk)
    codes = [away.place_code, *(each.worker.place_code for each in near)]
    places = queries.post_names(viewer, codes)
    return render(request, "reports/offer.html", {
        "away": away, "handed": handed, "near": near, "form": form, "places": places,
        "own": away.user == viewer.user,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@never_cache
@require_GET
def handover(request: HttpRequest, number: int) -> HttpResponse:
    """Show one hand-over with its load before and after, and let the two act on it."""
    viewer, at = signed_in(request), clock.now()
    return _one(request, viewer, number, at, ReasonForm())


@never_cache
@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Take the work over."""
    viewer, at = signed_in(request), clock.now()
    _seen(viewer, number, at)
    actions.accept_handover(by=viewer, at=at, handover=number)
    messages.success(request, _("Taken over. It stands on your list of today while it runs."))
    return redirect("handover", number)


@never_cache
@require_POST
def decline(request: HttpRequest, number: int) -> HttpResponse:
    """Say no, and why."""

    def say_no(viewer: Viewer, at: datetime, reason: str) -> str:
        actions.decline_handover(by=viewer, at=at, handover=number, note=reason)
        return _("Declined; whoever asked sees why.")

    return _with_reason(request, number, say_no)


@never_cache
@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw an offer, or end a hand-over before its time."""

    def end(viewer: Viewer, at: datetime, reason: str) -> str:
        actions.stop_handover(by=viewer, at=at, handover=number, reason=reason)
        return _("Ended, with your name and the reason.")

    return _with_reason(request, number, end)


def _with_reason(
    request: HttpRequest, number: int, act: Callable[[Viewer, datetime, str], str]
) -> HttpResponse:
    viewer, at = signed_in(request), clock.now()
    _seen(viewer, number, at)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _one(request, viewer, number, at, form)
    messages.success(request, act(viewer, at, form.cleaned_data["reason"]))
    return redirect("handover", number)


def _seen(viewer: Viewer, number: int, at: datetime) -> None:
    if not queries.covers(viewer, at, number):
        raise Http404


def _one(
    request: HttpRequest, viewer: Viewer, number: int, at: datetime, form: ReasonForm
) -> HttpResponse:
    found = queries.covering(viewer, number, at)
    if found is None:
        raise Http404
    context = {"covering": found, "cover": found.cover, "handed": found.cover.handed, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "reports/handover.html", context, status=status)


def _away(request: HttpRequest, viewer: Viewer, at: datetime) -> Worker | None:
    """Return whose work is meant: the one named, or the only one the viewer could mean.

    Raises:
        Http404: the one named is not the viewer's to hand over.
    """
    asked = request.GET.get("grant", "")
    if asked:
        found = worker(viewer, int(asked), at) if asked.isdecimal() else None
        if found is None:
            raise Http404
        return found
    known = workers(viewer, at)
    return known[0] if len(known) == 1 else None


def _whose(request: HttpRequest, viewer: Viewer, at: datetime) -> HttpResponse:
    known = workers(viewer, at)
    if not known:
        raise Http404
    places = queries.post_names(viewer, (each.place_code for each in known))
    return render(request, "reports/whose.html", {"workers": known, "places": places})


def _show(form: HandoverForm, problem: Problem) -> None:
    """Put a problem beside the field it is about."""
    field = {"until": "last"}.get(problem.field, problem.field)
    form.add_error(field or None, problem.say(get_language() or ""))
