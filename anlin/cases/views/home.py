"""Screens of people at home: who is here, opening, prolonging, ending, release."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock, days
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.cases import queries
from anlin.cases.actions import (
    end_observation,
    extend_observation,
    open_observation,
    release,
    reopen_observation,
)
from anlin.cases.forms import EndForm, ExtendForm, OpenForm
from anlin.cases.queries import KIND_WORDS
from anlin.cases.rules import Ending, Kind, Reason
from anlin.dispatch.queries import needs
from anlin.people.queries import PersonPage, person_page
from anlin.places.queries import breadcrumb


@never_cache
@require_GET
def observations(request: HttpRequest) -> HttpResponse:
    """Show who is at home in the viewer's place: what is abnormal, who is due, the next to end."""
    viewer = signed_in(request)
    if not viewer.names:
        raise Http404
    found = queries.observations(viewer, clock.now())
    return render(request, "cases/observations.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "alerts": queries.alerts(viewer),
        "due": [each for each in found if each.over],
        "found": [each for each in found if not each.over],
        "all": len(found),
        "most": queries.MOST,
        "papers": queries.released_lately(viewer, clock.now()),
        "needs": [each for each in needs(viewer, clock.now()) if each.person and each.waits],
        "can_record": viewer.may(Right.RECORD),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, person: int) -> HttpResponse:
    """Put a person under observation, treatment or follow-up at home."""
    asked = request.GET.get("kind", Kind.OBSERVATION)
    kind = Kind(asked) if asked in list(Kind) else Kind.OBSERVATION
    form = OpenForm(request.POST or None, kind=kind)

    def act(viewer: Viewer, at: datetime) -> None:
        told = form.cleaned_data
        open_observation(
            person, begun_on=told["begun_on"], reason=Reason(told["reason"]),
            by=viewer, at=at, kind=kind,
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, _("%(what)s has begun.") % {"what": KIND_WORDS[kind]})
        return redirect("person", person)
    kinds = [(each.value, word, each is kind) for each, word in KIND_WORDS.items()]
    return sheet(request, person, form, "cases/open.html", kinds=kinds, kind=kind.value)


@never_cache
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, person: int) -> HttpResponse:
    """End what a person is at home for."""
    observed = queries.case_of(signed_in(request), person, clock.now())
    kind = observed.kind if observed else Kind.OBSERVATION
    form = EndForm(request.POST or None, kind=kind)

    def act(viewer: Viewer, at: datetime) -> None:
        told = form.cleaned_data
        end_observation(
            person, ending=Ending(told["ending"]), why=told["why"], by=viewer, at=at,
            clause=told.get("clause", "").strip().upper(),
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, _("%(what)s has ended.") % {"what": KIND_WORDS[kind]})
        return redirect("person", person)
    return sheet(request, person, form, "cases/end.html")


@never_cache
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, person: int) -> HttpResponse:
    """Add days to an observation; one that was released goes on, and its certificate is revoked."""
    viewer = signed_in(request)
    running = queries.case_of(viewer, person, clock.now())
    form = ExtendForm(request.POST or None)
    verb = extend_observation if running else reopen_observation

    def act(viewer: Viewer, at: datetime) -> None:
        verb(person, days=form.cleaned_data["days"], why=form.cleaned_data["why"], by=viewer, at=at)

    if done(request, form, act):
        messages.success(request, _("The days were added."))
        return redirect("person", person)
    papers = [] if running else queries.certificates_of(viewer, person)
    return sheet(request, person, form, "cases/extend.html", papers=papers)


@never_cache
@require_http_methods(["GET", "POST"])
def release_(request: HttpRequest, person: int) -> HttpResponse:
    """Let a person go whose days have passed, and issue the certificate."""
    form = Form(request.POST if request.method == "POST" else None)

    def act(viewer: Viewer, at: datetime) -> None:
        release(person, by=viewer, at=at)

    if done(request, form, act):
        messages.success(request, _("Observation is over. The certificate can be printed below."))
        return redirect("person", person)
    return sheet(request, person, form, "cases/release.html")


def done(request: HttpRequest, form: Form, act: Callable[[Viewer, datetime], object]) -> bool:
    """Tell whether the form was sent and the act done; what went wrong stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    viewer = signed_in(request)
    try:
        act(viewer, clock.now())
    except Problem as problem:
        beside(form, problem)
        return False
    return True


def page_of(request: HttpRequest, person: int) -> PersonPage:
    """Return the person's page for somebody who may record; nothing for anybody else."""
    viewer = signed_in(request)
    page = person_page(viewer, person, days.local_day(clock.now()))
    if page is None or not viewer.may(Right.RECORD):
        raise Http404
    return page


def sheet(
    request: HttpRequest, person: int, form: Form, template: str, **more: object
) -> HttpResponse:
    """Show a form about a person."""
    viewer = signed_in(request)
    context = {
        "form": form,
        "page": page_of(request, person),
        "observed": queries.case_of(viewer, person, clock.now()),
        "path": breadcrumb(viewer.place_code)[-2:],
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
