"""Screens of home observation: who is observed here, opening, ending early."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.cases import queries
from anlin.cases.actions import end_observation, open_observation
from anlin.cases.forms import EndForm, OpenForm
from anlin.cases.rules import Ending, Reason
from anlin.people.queries import person_page
from anlin.places.queries import breadcrumb


@never_cache
@require_GET
def observations(request: HttpRequest) -> HttpResponse:
    """Show who is under home observation in the viewer's place, the next to end first."""
    viewer = signed_in(request)
    if not viewer.names:
        raise Http404
    return render(request, "cases/observations.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "found": queries.observations(viewer, clock.now()),
        "most": queries.MOST,
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, person: int) -> HttpResponse:
    """Put a person under home observation."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        viewer = signed_in(request)
        try:
            open_observation(
                person, begun_on=told["begun_on"], reason=Reason(told["reason"]),
                by=viewer, at=clock.now(),
            )  # fmt: skip
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
        else:
            messages.success(request, _("Home observation has begun."))
            return redirect("person", person)
    return _page(request, person, form, "cases/open.html")


@never_cache
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, person: int) -> HttpResponse:
    """End a person's observation before its last day."""
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        viewer = signed_in(request)
        try:
            end_observation(
                person, ending=Ending(told["ending"]), why=told["why"], by=viewer, at=clock.now()
            )
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
        else:
            messages.success(request, _("Home observation has ended."))
            return redirect("person", person)
    return _page(request, person, form, "cases/end.html")


def _page(
    request: HttpRequest, person: int, form: OpenForm | EndForm, template: str
) -> HttpResponse:
    viewer = signed_in(request)
    at = clock.now()
    page = person_page(viewer, person, days.local_day(at))
    if page is None or not viewer.may(Right.RECORD):
        raise Http404
    context = {
        "form": form,
        "page": page,
        "observed": queries.observations_of(viewer, [person], at).get(person),
        "path": breadcrumb(viewer.place_code)[-2:],
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
