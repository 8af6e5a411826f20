"""Screens of area classes: what holds, what the criteria say, deciding, and the public's."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import leader
from anlin.accounts.rules import OFFICES, Viewer
from anlin.areas import actions, queries
from anlin.areas.forms import CaseForm, DecideForm, ProposeForm
from anlin.areas.rules import STATED, Source, Verdict, may_decide, may_propose
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.places.queries import breadcrumb
from anlin.places.rules import CodeError, lo_of

_VERDICTS = {"approve": Verdict.APPROVED, "reject": Verdict.REJECTED}


@never_cache
@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """Show what holds here, what the criteria say, what waits for a decision, and the cases."""
    viewer, at = leader(request), clock.now()
    found = queries.areas(viewer, at)
    cases = queries.cases(viewer)
    return render(request, "areas/areas.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "differ": [each for each in found if each.differs and not each.waits],
        "waits": [each for each in found if each.waits],
        "same": [each for each in found if not each.differs and not each.waits],
        "cases": cases, "names": queries.community_names(cases),
        "may_propose": may_propose(viewer),
        "may_record": bool(queries.communities(viewer, local_day(at))),
        "words": queries.CLASS_WORDS, "sources": queries.SOURCE_WORDS,
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """Record a confirmed case of a community."""
    viewer, at = leader(request), clock.now()
    places = queries.communities(viewer, local_day(at))
    if not places:
        raise Http404
    earlier = queries.cases(viewer)
    names = queries.community_names(earlier)
    form = CaseForm(
        request.POST or None,
        places=[(each.code, each.name) for each in places],
        earlier=[(str(e.pk), f"{e.pk} · {names.get(e.place, '')} · {e.found_on}") for e in earlier],
        initial={"found_on": local_day(at)},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.record_case(
                place=lo_of(told["place"]), found_on=told["found_on"],
                source=Source(told["source"]), linked=told["linked"],
                client_id=told["client_id"], by=viewer, at=at,
            )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("Recorded. What the criteria make of it stands below."))
            return redirect("areas")
    context = {"form": form, "path": breadcrumb(viewer.place_code)[-2:]}
    return render(request, "areas/case.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a case back that was recorded by mistake."""
    viewer = leader(request)
    actions.withdraw_case(number, by=viewer, at=clock.now(), why=_("recorded by mistake"))
    messages.success(request, _("Taken back; both entries are kept."))
    return redirect("areas")


@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Show what the criteria make of an area by which row, and put it before somebody to decide."""
    viewer, at = leader(request), clock.now()
    try:
        place = lo_of(code)
        found = queries.candidate(viewer, place, name, at, {})
    except (CodeError, Problem):
        raise Http404 from None
    asks = {axis.name for axis in found.proposed.table.axes} & set(STATED)
    begun = {"cluster": found.proposed.facts.get("cluster", "no")}
    form = ProposeForm(request.POST or None, asks=asks, today=local_day(at), initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose_class(
                place=place, name=name, stated=form.stated, since=form.cleaned_data["since"],
                why=form.cleaned_data["why"], by=viewer, at=at,
            )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            return redirect("area-proposal", made.pk)
    context = {
        "area": found, "form": form, "path": breadcrumb(code), "may": may_propose(viewer),
        "words": queries.CLASS_WORDS, "axis_words": queries.AXIS_WORDS,
    }  # fmt: skip
    return render(request, "areas/propose.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_GET
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """Show one proposal, what it changes for whom, and let somebody decide."""
    return _proposal(request, leader(request), number, DecideForm())


@never_cache
@require_POST
def decide(request: HttpRequest, number: int, verdict: str) -> HttpResponse:
    """Approve or reject a proposal."""
    viewer, form = leader(request), DecideForm(request.POST)
    if verdict not in _VERDICTS:
        raise Http404
    if form.is_valid():
        try:
            actions.decide_class(
                number, verdict=_VERDICTS[verdict], word=form.cleaned_data["word"], by=viewer,
                at=clock.now(),
            )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            done = _("Approved and published.") if verdict == "approve" else _("Rejected.")
            messages.success(request, done)
            return redirect("area-proposal", number)
    return _proposal(request, viewer, number, form)


def _proposal(request: HttpRequest, viewer: Viewer, number: int, form: DecideForm) -> HttpResponse:
    found = queries.proposal(viewer, number)
    if found is None:
        raise Http404
    kept = found.proposal
    return render(request, "areas/proposal.html", {
        "found": found, "proposal": kept, "form": form,
        "path": breadcrumb(found.area.code)[-2:],
        "may": found.decision is None and may_decide(viewer, kept.level, kept.by),
        "own": kept.by == viewer.user,
        "word": queries.CLASS_WORDS[kept.name], "axis_words": queries.AXIS_WORDS,
        "roles": OFFICES,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@never_cache
@require_GET
def levels(request: HttpRequest) -> HttpResponse:
    """Tell everybody which classes hold today, by which clause and since when."""
    at = clock.now()
    found = queries.published(local_day(at))
    return render(request, "areas/levels.html", {
        "counties": [row for row in found if row.level == 3],
        "communities": [row for row in found if row.level == 5],
        "at": at,
    })  # fmt: skip
