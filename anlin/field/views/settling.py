"""What waits for a decision in the ledger, and the decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.field import queries
from anlin.field.forms.settling import VerdictForm
from anlin.people.actions import settle_difference, settle_review
from anlin.people.queries import differences, reviews
from anlin.places.queries import breadcrumb


def _judge(request: HttpRequest) -> Viewer:
    """Return the viewer, who settles what waits here.

    Raises:
        Http404: the role does not.
    """
    viewer = signed_in(request)
    if not viewer.names or not viewer.may(Right.EXCUSE):
        raise Http404
    return viewer


@never_cache
@require_GET
def to_settle(request: HttpRequest) -> HttpResponse:
    """Show the edits that met another, and the entries that may be one person."""
    viewer = _judge(request)
    return render(request, "field/to_settle.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "differences": differences(viewer),
        "pairs": reviews(viewer),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def difference(request: HttpRequest, number: int) -> HttpResponse:
    """Show two values of one field side by side, and keep the one that is right."""
    viewer = _judge(request)
    apart = next(iter(differences(viewer, number)), None)
    if apart is None:
        return _settled(request)
    verdicts = [
        ("current", _("Keep %(value)s") % {"value": apart.current}),
        ("offered", _("Take %(value)s") % {"value": apart.offered}),
    ]
    form = VerdictForm(request.POST or None, verdicts=verdicts)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            settle_difference(
                number, verdict=told["verdict"], why=told["why"], by=viewer, at=clock.now()
            )
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("Settled."))
            return redirect("to-settle")
    return render(request, "field/difference.html", {
        "path": breadcrumb(viewer.place_code)[-2:], "apart": apart, "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Show two entries side by side, and say whether they are one person."""
    viewer = _judge(request)
    pair = next(iter(reviews(viewer, number)), None)
    if pair is None:
        return _settled(request)
    verdicts = [
        ("same", _("One person, who lives at the later door now")),
        ("different", _("Two different people")),
    ]
    form = VerdictForm(request.POST or None, verdicts=verdicts, reason=True)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            settle_review(
                number, verdict=told["verdict"], why=told["why"], by=viewer, at=clock.now()
            )
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("Settled."))
            return redirect("to-settle")
    return render(request, "field/review.html", {
        "path": breadcrumb(viewer.place_code)[-2:], "pair": pair, "form": form,
        "entries": [queries.entry(person) for person in pair.both],
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _settled(request: HttpRequest) -> HttpResponse:
    """Lead back whoever comes to what is settled already, by an old page or by the way back."""
    messages.info(request, _("There is nothing left to settle."))
    return redirect("to-settle")
