"""The community's screens: its gates, who is inside, fever at a gate, looking back."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.days import ZONE
from anlin.base.problems import Problem
from anlin.places.queries import breadcrumb, children
from anlin.places.rules import COMMUNITY
from anlin.premises import actions, queries
from anlin.premises.forms import GateForm, LookBackForm

_ACTS = {"shut": actions.shut_gate, "open": actions.reopen_gate}


@never_cache
@require_http_methods(["GET", "POST"])
def gates(request: HttpRequest) -> HttpResponse:
    """Show the gates here and whoever showed fever at one; open a gate."""
    viewer, at = signed_in(request), clock.now()
    if not (viewer.gate or viewer.names):
        raise Http404
    may_open = viewer.gate and viewer.may(Right.BOARD) and viewer.level == COMMUNITY
    form = GateForm(request.POST or None)
    form.fields["place"].choices = _places(viewer) if may_open else []  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_gate(**form.cleaned_data, by=viewer, at=at)
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
        else:
            messages.success(request, _("%(gate)s is open.") % {"gate": made.name})
            return redirect("gates")
    found = list(queries.gates(viewer))
    if len(found) == 1 and not viewer.may(Right.BOARD) and not viewer.names:
        return redirect("gate", found[0].pk)
    return render(request, "premises/gates.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "gates": found,
        "names": queries.place_names(found),
        "fevers": queries.fevers(viewer, at),
        "keep": queries.keep_limit(viewer.lo, at),
        "form": form,
        "may_open": may_open,
        "may_look": viewer.names,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _places(viewer: Viewer) -> list[tuple[str, str]]:
    """Return where a gate may stand: the community itself, its compounds and its grids."""
    here = breadcrumb(viewer.place_code)[-1]
    inner = sorted(
        children(viewer.place_code), key=lambda each: (each.kind != "compound", each.code)
    )
    return [(here.code, here.name), *((each.code, each.name) for each in inner)]


@never_cache
@require_POST
def change(request: HttpRequest, gate: int, act: str) -> HttpResponse:
    """Shut a gate or open it again."""
    viewer = signed_in(request)
    if act not in _ACTS:
        raise Http404
    _ACTS[act](gate, by=viewer, at=clock.now())
    return redirect("gates")


@never_cache
@require_GET
def inside(request: HttpRequest, gate: int) -> HttpResponse:
    """Show who is inside now, who went out and is not back, and how many pass in an hour."""
    viewer, at = signed_in(request), clock.now()
    opened = queries.gate(viewer, gate)
    if opened is None or not (viewer.gate or viewer.names):
        raise Http404
    lo, hi = opened.place, opened.place + 1
    within = queries.inside(lo, hi, at)
    hours = queries.hours(lo, hi, at)
    return render(request, "premises/inside.html", {
        "gate": opened,
        "visitors": [line for line in within if line.who.kind == "visit"],
        "others": [line for line in within if line.who.kind != "visit"],
        "out": queries.not_returned(lo, hi, at),
        "hours": hours,
        "most": max((row.came + row.left_ for row in hours), default=0),
        "whole": viewer.names,
    })  # fmt: skip


@never_cache
@require_POST
def fever(request: HttpRequest, place: int, passage: UUID) -> HttpResponse:
    """Write down what was done about somebody with fever at a gate."""
    viewer = signed_in(request)
    try:
        actions.follow_up(
            place=place, passage=passage, said=request.POST.get("said", ""),
            by=viewer, at=clock.now(),
        )  # fmt: skip
    except Problem as problem:
        messages.error(request, problem.say(get_language() or ""))
    else:
        messages.success(request, _("Written down. It leaves the list."))
    return redirect("gates")


@never_cache
@require_http_methods(["GET", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Show who was inside between two moments, to whoever may see names and says why."""
    viewer, at = signed_in(request), clock.now()
    if not viewer.names:
        raise Http404
    now = at.astimezone(ZONE)
    early = {
        "since": f"{now - timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "until": f"{now:%Y-%m-%dT%H:%M}",
    }
    form = LookBackForm(request.POST or None, initial=early)
    found = list(queries.gates(viewer))
    here = breadcrumb(viewer.place_code)[-1]
    choices = [("", here.name), *((str(each.pk), each.name) for each in found)]
    form.fields["gate"].choices = choices  # type: ignore[attr-defined]
    form.fields["gate"].required = False
    stays = None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        chosen = next((each.place for each in found if str(each.pk) == told["gate"]), None)
        lo, hi = (viewer.lo, viewer.hi) if chosen is None else (chosen, chosen + 1)
        try:
            stays = actions.look_back(
                lo, hi, since=told["since"], until=told["until"], why=told["why"],
                by=viewer, at=at,
            )  # fmt: skip
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
    context = {"form": form, "stays": stays, "path": breadcrumb(viewer.place_code)[-2:]}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "premises/back.html", context, status=status)
