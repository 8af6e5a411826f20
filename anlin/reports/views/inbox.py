"""The inbox of a leader's place: what lapsed, and what is done about it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Viewer
from anlin.base import clock, days
from anlin.base.asked import day_of
from anlin.base.problems import Problem
from anlin.duties.actions import acknowledge, ask_up, relieve
from anlin.duties.rules.ladder import LEADERS
from anlin.places.queries import breadcrumb
from anlin.policy.queries import measure
from anlin.reports import queries
from anlin.reports.forms import NoteForm, ReasonForm, ReliefForm
from anlin.reports.queries import Lapsed

_DAY = timedelta(days=1)
Act = Callable[[Viewer, datetime, Lapsed], str]


@never_cache
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what the viewer's place was told, what waits for an answer first."""
    viewer = _leader(request)
    at = clock.now()
    today = days.local_day(at)
    day = day_of(request, today)
    return render(request, "reports/inbox.html", {
        "inbox": queries.inbox(viewer, at, day),
        "path": breadcrumb(viewer.place_code)[-2:],
        "day": day,
        "today": today,
        "before": day - _DAY,
        "after": day + _DAY if day < today else None,
    })  # fmt: skip


@never_cache
@require_GET
def lapse(request: HttpRequest, number: int) -> HttpResponse:
    """Show one lapse, what became of it, and what the viewer can do."""
    return _page(request, _leader(request), number, {})


@never_cache
@require_POST
def note(request: HttpRequest, number: int) -> HttpResponse:
    """Take note of a lapse: from now on this place answers for it."""
    form = NoteForm(request.POST)

    def take(viewer: Viewer, at: datetime, found: Lapsed) -> str:
        acknowledge(lapse=number, by=viewer, at=at, note=form.cleaned_data["note"])
        return _("Noted with your name. Those above are told later.")

    return _act(request, number, "note", form, take)


@never_cache
@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the level above for help, with a reason."""
    form = ReasonForm(request.POST, prefix="ask")

    def climb(viewer: Viewer, at: datetime, found: Lapsed) -> str:
        ask_up(lapse=number, reason=form.cleaned_data["reason"], by=viewer, at=at)
        return _("Asked. It stands in the inbox of the level above.")

    return _act(request, number, "ask", form, climb)


@never_cache
@require_POST
def excuse(request: HttpRequest, number: int) -> HttpResponse:
    """Excuse what lapsed, or say that it was not owed; the lapse itself stays in history."""
    form = ReliefForm(request.POST, prefix="excuse")

    def forgive(viewer: Viewer, at: datetime, found: Lapsed) -> str:
        if found.duty is None:
            raise Http404
        duty = found.duty
        relieve(
            kind=form.cleaned_data["kind"], reason=form.cleaned_data["reason"], by=viewer, at=at,
            subject=duty.subject, place=duty.place, since=duty.opens, until=duty.closes,
            measure_id=measure(duty.measure).pk,
        )  # fmt: skip
        return _("Written down with your name and the reason.")

    return _act(request, number, "excuse", form, forgive)


def _act(request: HttpRequest, number: int, name: str, form: forms.Form, act: Act) -> HttpResponse:
    """Do what a form asks, or show the lapse with what is wrong beside the field."""
    viewer, at = _leader(request), clock.now()
    found = queries.lapse(viewer, number, at)
    if found is None:
        raise Http404
    if form.is_valid():
        try:
            messages.success(request, act(viewer, at, found))
        except Problem as problem:
            if not problem.field:
                raise
            form.add_error(problem.field, problem.say(get_language() or ""))
        else:
            return redirect("lapse", number)
    return _page(request, viewer, number, {name: form})


def _page(
    request: HttpRequest, viewer: Viewer, number: int, bound: dict[str, forms.Form]
) -> HttpResponse:
    found = queries.lapse(viewer, number, clock.now())
    if found is None:
        raise Http404
    empty = {
        "note": NoteForm(),
        "ask": ReasonForm(prefix="ask"),
        "excuse": ReliefForm(prefix="excuse"),
    }
    context = {"lapsed": found, "told": found.told, "item": found.told.item, "forms": empty | bound}
    return render(request, "reports/lapse.html", context, status=422 if bound else 200)


def _leader(request: HttpRequest) -> Viewer:
    viewer = signed_in(request)
    if viewer.role not in LEADERS:
        raise Http404
    return viewer
