"""Screens of the daily dispatch: the day of a place, one need, raising one."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import place_within, signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock, days
from anlin.base.asked import day_of
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.dispatch import actions, queries
from anlin.dispatch.forms import NeedForm, WordForm
from anlin.dispatch.rules import Asked, NeedKind
from anlin.places.queries import breadcrumb
from anlin.places.rules import level_of, span

_DAY = timedelta(days=1)
_ACTS = {
    "answer": (actions.answer_need, gettext_lazy("Answered. Whoever asked sees it.")),
    "settle": (actions.settle_need, gettext_lazy("Solved, with your name.")),
    "pass": (
        actions.pass_need,
        gettext_lazy("Passed to the level above; it stands on their page now."),
    ),
    "reopen": (actions.reopen_need, gettext_lazy("Open again.")),
}


@never_cache
@require_GET
def dispatch(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show a place's needs: who waits, what is late, how fast answers come, who is silent."""
    viewer, at = _worker(request), clock.now()
    code = place_within(viewer, code)
    lo, hi = span(code)
    today = days.local_day(at)
    day = day_of(request, today)
    own = code == viewer.place_code
    found = queries.needs(viewer, at, lo=lo, hi=hi) if day == today else []
    mine = [each for each in found if own and each.waits and each.level >= viewer.level]
    return render(request, "dispatch/dispatch.html", {
        "code": code, "path": breadcrumb(code), "top": viewer.place_code, "own": own,
        "day": day, "today": today, "before": day - _DAY,
        "after": day + _DAY if day < today else None,
        "picture": queries.day_of(code, day, at) if viewer.may(Right.BOARD) else None,
        "mine": [each for each in mine if each.level == viewer.level],
        "below": [each for each in found if each.waits and each not in mine]
        if not own else [each for each in mine if each.level > viewer.level],
        "above": [each for each in found if own and each.waits and each.level < viewer.level],
        "answered": [each for each in found if not each.waits],
        "most": len(found) == queries.MOST,
        "level": level_of(code),
        "may_raise": own, "leads": viewer.may(Right.BOARD),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Raise a need or a difficulty of the viewer's own place."""
    viewer = _worker(request)
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        asked = Asked(told["client_id"], NeedKind(told["kind"]), told["text"])
        try:
            (number,) = actions.raise_needs(needs=[asked], by=viewer, at=clock.now())
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("Raised. It stays open until somebody answers."))
            return redirect("need-one", number)
    context = {"form": form, "path": breadcrumb(viewer.place_code)[-2:]}
    return render(request, "dispatch/new.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_GET
def need(request: HttpRequest, number: int) -> HttpResponse:
    """Show one need, what was done about it, and what the viewer can do."""
    return _page(request, _worker(request), number, WordForm())


@never_cache
@require_POST
def act(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Do something about a need, or show it with what is wrong beside the field."""
    viewer, at = _worker(request), clock.now()
    if act == "merge":
        return _merge(request, viewer, number)
    if act not in _ACTS:
        raise Http404
    verb, said = _ACTS[act]
    form = WordForm(request.POST)
    if form.is_valid():
        try:
            verb(number, word=form.cleaned_data["word"], by=viewer, at=at)
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, str(said))
            return redirect("need-one", number)
    return _page(request, viewer, number, form)


def _merge(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    into = request.POST.get("into", "")
    if not into.isdecimal() or len(into) > 18:
        raise Http404
    try:
        actions.merge_need(number, into=int(into), word="", by=viewer, at=clock.now())
    except Problem as problem:
        messages.error(request, problem.say(get_language() or ""))
    else:
        messages.success(request, _("Merged. Both are kept; this one points at the other."))
    return redirect("need-one", number)


def _page(request: HttpRequest, viewer: Viewer, number: int, form: WordForm) -> HttpResponse:
    found = queries.need(viewer, number, clock.now())
    if found is None:
        raise Http404
    return render(request, "dispatch/need.html", {
        "found": found, "need": found.listed, "form": form,
        "path": breadcrumb(viewer.place_code)[-2:],
        "may": viewer.may(Right.BOARD) or (viewer.may(Right.RECORD) and found.listed.personal),
        "hidden": found.listed.personal and not viewer.names,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _worker(request: HttpRequest) -> Viewer:
    """Return who asks: whoever records here or leads here.

    Raises:
        Http404: the role does neither.
    """
    viewer = signed_in(request)
    if not (viewer.may(Right.RECORD) or viewer.may(Right.BOARD)):
        raise Http404
    return viewer
