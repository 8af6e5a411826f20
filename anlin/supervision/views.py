"""Screens of supervision: where records look too good, visits, findings, fed back progress."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import leader
from anlin.accounts.rules import Viewer
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.http import beside
from anlin.base.pictures import remade
from anlin.base.problems import Problem
from anlin.places.queries import breadcrumb
from anlin.places.rules import lo_of
from anlin.supervision import actions, queries
from anlin.supervision.forms import FeedbackForm, FindingForm, SaidForm, VisitForm
from anlin.supervision.rules import State, Weight

_LARGEST = 8 * 2**20  # bytes of a photograph as it comes from a camera


@never_cache
@require_GET
def supervision(request: HttpRequest) -> HttpResponse:
    """Show findings to be put right, visits, and where records look too good."""
    viewer, at = leader(request), clock.now()
    found = queries.findings(viewer, at)
    inspects = actions.inspects(viewer)
    odd = queries.signs(viewer, at) if inspects else None
    return render(request, "supervision/supervision.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "open": [each for each in found if each.state is State.OPEN],
        "rectified": [each for each in found if each.state is State.RECTIFIED],
        "closed": [each for each in found if each.state is State.CLOSED],
        "visits": queries.visits(viewer),
        "odd": [each for each in odd or () if each.odd],
        "judged": odd is not None, "days": queries.DAYS, "inspects": inspects,
        "words": queries.SIGN_WORDS, "states": queries.STATE_WORDS,
        "overdue": sum(each.overdue for each in found),
        "plans": inspects and bool(queries.communities(viewer, local_day(at))),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a visit of a community, by hand or from what is odd there."""
    viewer, at = leader(request), clock.now()
    places = queries.communities(viewer, local_day(at))
    if not places or not actions.inspects(viewer):
        raise Http404
    form = VisitForm(
        request.POST or None,
        places=[(each.code, each.name) for each in places],
        today=local_day(at),
        initial={"place": request.GET.get("place", "")},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.plan_visit(
                place=lo_of(told["place"]), on=told["on"], why=told["why"],
                client_id=told["client_id"], by=viewer, at=at,
            )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            return redirect("visit", made.pk)
    context = {"form": form, "path": breadcrumb(viewer.place_code)[-2:]}
    return render(request, "supervision/plan.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, number: int) -> HttpResponse:
    """Show one visit with its reasons and findings; take a finding."""
    viewer, at = leader(request), clock.now()
    found = queries.visit(viewer, number)
    if found is None:
        raise Http404
    form = FindingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.find(
                number, clause=told["clause"].strip().upper(), weight=Weight(told["weight"]),
                said=told["said"], photo=_picture(form), client_id=told["client_id"], by=viewer,
                at=at,
            )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("Written down. The place has to put it right in time."))
            return redirect("finding", made.pk)
    return render(request, "supervision/visit.html", {
        "visit": found[0], "name": found[1], "form": form, "words": queries.SIGN_WORDS,
        "path": breadcrumb(viewer.place_code)[-2:], "states": queries.STATE_WORDS,
        "found": queries.findings(viewer, at, visit=number), "inspects": actions.inspects(viewer),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _picture(form: FindingForm) -> bytes | None:
    """Return the photograph that was sent, drawn anew without what its camera hid in it."""
    sent = form.cleaned_data["photo"]
    return remade(sent.read(_LARGEST)).jpeg if sent else None


@never_cache
@require_GET
def finding(request: HttpRequest, number: int) -> HttpResponse:
    """Show one finding, what was done about it, and what the viewer can do."""
    return _finding(request, leader(request), number, SaidForm())


@never_cache
@require_POST
def act(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Put a finding right, close it or send it back."""
    viewer, at, form = leader(request), clock.now(), SaidForm(request.POST)
    if act not in ("rectify", "close", "return"):
        raise Http404
    if form.is_valid():
        said = form.cleaned_data["said"]
        try:
            if act == "rectify":
                actions.rectify(number, said=said, by=viewer, at=at)
            else:
                actions.look_again(number, well=act == "close", said=said, by=viewer, at=at)
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("Written down with your name."))
            return redirect("finding", number)
    return _finding(request, viewer, number, form)


@never_cache
@require_GET
def photo(request: HttpRequest, number: int) -> HttpResponse:
    """Show the photograph of a finding."""
    found = queries.photo(leader(request), number)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="image/jpeg")


@never_cache
@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Show who owes feedback and what was sent; send how the measures stand at the own place."""
    viewer, at = leader(request), clock.now()
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.send_feedback(
                note=told["note"], client_id=told["client_id"], by=viewer, at=at
            )
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("Sent. Whoever leads above sees it, too."))
            return redirect("feedback-one", made.pk)
    owing = queries.owing(viewer, at)
    return render(request, "supervision/feedback.html", {
        "form": form, "path": breadcrumb(viewer.place_code)[-2:], "owing": owing,
        "waiting": [each for each in owing if each.duty.status == "open"],
        "missed": sum(each.duty.status == "missed" for each in owing),
        "open": sum(each.duty.status == "open" for each in owing),
        "met": sum(each.duty.status in ("met", "late") for each in owing),
        "sent": queries.feedbacks(viewer),
        "orders": queries.progress(viewer.place_code, at) if actions.feeds_back(viewer) else (),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@never_cache
@require_GET
def feedback_one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one feedback as it was sent, ready for paper."""
    viewer = leader(request)
    found = queries.feedback(viewer, number)
    if found is None:
        raise Http404
    context = {"one": found, "path": breadcrumb(viewer.place_code)[-2:]}
    return render(request, "supervision/feedback_one.html", context)


def _finding(request: HttpRequest, viewer: Viewer, number: int, form: SaidForm) -> HttpResponse:
    found = queries.findings(viewer, clock.now(), number=number)
    if not found:
        raise Http404
    (one,) = found
    return render(request, "supervision/finding.html", {
        "one": one, "form": form, "path": breadcrumb(viewer.place_code)[-2:],
        "states": queries.STATE_WORDS, "whats": queries.WHAT_WORDS,
        "rectifies": one.state is State.OPEN,
        "looks": one.state is State.RECTIFIED and actions.inspects(viewer)
        and one.steps[-1].by != viewer.user,
        "has_photo": queries.photo(viewer, number) is not None,
    }, status=422 if form.is_bound else 200)  # fmt: skip
