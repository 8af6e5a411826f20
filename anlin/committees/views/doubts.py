"""Zeros that stand against something known: explained below, settled above."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.committees import actions, queries
from anlin.committees.forms import AnswerForm
from anlin.places.queries import breadcrumb


@never_cache
@require_GET
def doubts(request: HttpRequest) -> HttpResponse:
    """Show the zeros in doubt here, the open ones first."""
    viewer = _reader(request)
    found = queries.doubts(viewer, clock.now())
    return render(request, "committees/doubts.html", {
        "path": breadcrumb(viewer.place_code),
        "open": [each for each in found if each.open],
        "over": [each for each in found if not each.open],
        "neighbours": queries.neighbours(viewer, clock.now()),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def doubt(request: HttpRequest, number: int) -> HttpResponse:
    """Show one doubt; explain it, or settle it."""
    viewer = _reader(request)
    shown = queries.doubt(viewer, number)
    if shown is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, number, form.cleaned_data["said"], viewer)
        except Problem as problem:
            form.add_error(None, problem.say(get_language() or ""))
        else:
            messages.success(request, _("Written down."))
            return redirect("doubt", number)
    return render(request, "committees/doubt.html", {
        "path": breadcrumb(viewer.place_code), "shown": shown, "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _answer(request: HttpRequest, number: int, said: str, viewer: Viewer) -> None:
    """Do what the button says."""
    at = clock.now()
    if "explain" in request.POST:
        actions.explain(number, said=said, by=viewer, at=at)
    else:
        actions.settle(number, accept="accept" in request.POST, said=said, by=viewer, at=at)


def _reader(request: HttpRequest) -> Viewer:
    viewer = signed_in(request)
    if not (viewer.may(Right.BOARD) or queries.subjects_of(viewer)):
        raise Http404
    return viewer
