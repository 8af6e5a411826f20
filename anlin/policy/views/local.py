"""The desk of a place's policy officer: its own orders, its drafts, and what has changed."""

from collections.abc import Iterator

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import NotYoursError, Right, Viewer
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.base.words import spoken
from anlin.places.queries import names
from anlin.policy import actions, queries
from anlin.policy.forms import ReleaseForm, WithdrawForm
from anlin.policy.pack import term_of
from anlin.policy.rules import PARAMETERS, Change, Term, Text, amount

STATES = {"open": _("Draft, not released"), "withdrawn": _("Withdrawn"), "released": _("Released")}


def officer(request: HttpRequest) -> Viewer:
    """Return the viewer, who must be one that puts orders in force.

    Raises:
        NotYoursError: somebody else.
    """
    viewer = signed_in(request)
    if not viewer.may(Right.ADOPT):
        raise NotYoursError
    return viewer


@never_cache
@require_GET
def local_orders(request: HttpRequest) -> HttpResponse:
    """Show the orders that the officer's place made, its drafts, and what it can tighten."""
    viewer = officer(request)
    today = days.local_day(clock.now())
    place = viewer.place_code
    return render(request, "policy/local_orders.html", {
        "place": place,
        "places": names([place]),
        "drafts": [each for each in queries.drafts_at(place) if each.state == "open"],
        "held": queries.local_orders(place),
        "asked": queries.asked_at(place, today),
        "today": today,
    })  # fmt: skip


@never_cache
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """Show what came into force and what ended at the viewer's place, day by day."""
    viewer = signed_in(request)
    found = queries.happenings(viewer.place_code)
    return render(request, "policy/changes.html", {
        "place": viewer.place_code,
        "found": found,
        "places": names([viewer.place_code, *(each.adoption.place for each in found)]),
        "today": days.local_day(clock.now()),
        "may": viewer.may(Right.ADOPT),
    })  # fmt: skip


@never_cache
@require_GET
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Show a draft beside what holds now, and what can be done with it."""
    return _page(request, officer(request), number)


@require_POST
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Make a draft law of its place."""
    viewer = officer(request)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.release_draft(number, seen=seen, by=viewer, at=clock.now())
        except Problem as problem:
            form.add_error(None, problem.say(get_language() or ""))
        else:
            messages.success(
                request, gettext("Released. It holds from its first day; earlier days stay.")
            )
            return redirect("local-orders")
    return _page(request, viewer, number, release_form=form)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Give a draft up."""
    viewer = officer(request)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.withdraw_draft(
                number, seen=told["seen"], by=viewer, at=clock.now(), reason=told["reason"]
            )
        except Problem as problem:
            form.add_error(None, problem.say(get_language() or ""))
        else:
            messages.success(request, gettext("Withdrawn. It stays to be read."))
            return redirect("local-orders")
    return _page(request, viewer, number, withdraw_form=form)


def _page(
    request: HttpRequest,
    viewer: Viewer,
    number: int,
    release_form: Form | None = None,
    withdraw_form: Form | None = None,
) -> HttpResponse:
    found = queries.draft(number)
    asked = {each.measure.code: each for each in queries.asked_at(found.place, found.text.since)}
    told = {change.measure for change in found.text.changes}
    wrong = release_form is not None or withdraw_form is not None
    seen = {"seen": found.number}
    return render(request, "policy/draft.html", {
        "draft": found,
        "text": found.text,
        "state": STATES[found.state],
        "changes": [
            _compared(change, found.text, asked.get(change.measure))
            for change in found.text.changes
        ],
        "others": [each.measure for code, each in asked.items() if code not in told],
        "mine": found.place == viewer.place_code,
        "preview": _preview(number),
        "versions": queries.versions(number),
        "release_form": release_form or ReleaseForm(initial=seen),
        "withdraw_form": withdraw_form or WithdrawForm(initial=seen),
        "places": names([found.place]),
    }, status=422 if wrong else 200)  # fmt: skip


def _preview(number: int) -> str:
    """Return the address at which what a draft would ask is counted; a room above has it."""
    try:
        return reverse("preview-draft", args=[number])
    except NoReverseMatch:
        return ""


def _compared(change: Change, text: Text, asked: queries.Asked | None) -> dict[str, object]:
    """Return a change with each parameter as it is now and as it would be."""
    then = term_of(change, text)
    return {
        "change": change,
        "measure": asked.measure if asked else None,
        "holds": asked.holds if asked else None,
        "rows": list(_rows(asked.holds.term if asked else then, then)),
        "grant": then.grant,
    }


def _rows(now: Term, then: Term) -> Iterator[tuple[str, str, str, bool]]:
    for name, title in PARAMETERS.items():
        before, after = getattr(now, name), getattr(then, name)
        if before or after:
            words = (spoken(*amount(name, before)), spoken(*amount(name, after)))
            yield spoken(*title), *words, before != after
