"""Screens of help: calling the clinic, asking for something; whom to call."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.cases import queries
from anlin.cases.actions import record_care, set_clinic
from anlin.cases.forms import CareForm, ClinicForm, NeedForm
from anlin.cases.rules import Decision
from anlin.cases.views.home import done, page_of, sheet
from anlin.dispatch.actions import raise_needs
from anlin.dispatch.rules import Asked, NeedKind
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY


@never_cache
@require_http_methods(["GET", "POST"])
def care(request: HttpRequest, person: int) -> HttpResponse:
    """Show whom to call about somebody unwell, and take what the clinic decided."""
    form = CareForm(request.POST or None)

    def act(viewer: Viewer, at: datetime) -> None:
        told = form.cleaned_data
        record_care(
            person, client_id=told["client_id"], decision=Decision(told["decision"]),
            note=told["note"], by=viewer, at=at,
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, _("Recorded."))
        return redirect("person", person)
    viewer = signed_in(request)
    page = page_of(request, person)
    found = queries.alerts(viewer)
    return sheet(
        request, person, form, "cases/care.html",
        alert=queries.waiting(found, person), clinic=queries.clinic_of(page.person.place),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def need(request: HttpRequest, person: int) -> HttpResponse:
    """Write down what a person needs."""
    form = NeedForm(request.POST or None)

    def act(viewer: Viewer, at: datetime) -> None:
        told = form.cleaned_data
        kind = NeedKind(told["kind"])
        raise_needs(needs=[Asked(told["client_id"], kind, told["text"], person)], by=viewer, at=at)

    if done(request, form, act):
        messages.success(request, _("Written down. It stays open until somebody answers."))
        return redirect("person", person)
    return sheet(request, person, form, "cases/need.html")


@never_cache
@require_http_methods(["GET", "POST"])
def clinic(request: HttpRequest) -> HttpResponse:
    """Say whom the community calls when somebody is unwell."""
    viewer = signed_in(request)
    if viewer.level != COMMUNITY or not viewer.may(Right.RECORD):
        raise Http404
    kept = queries.clinic_of(viewer.lo)
    begun = {"name": kept.name, "phone": kept.phone} if kept else {}
    form = ClinicForm(request.POST or None, initial=begun)

    def act(viewer: Viewer, at: datetime) -> None:
        set_clinic(**form.cleaned_data, by=viewer, at=at)

    if done(request, form, act):
        messages.success(request, _("Kept. Everybody in this community sees it."))
        return redirect("observations")
    context = {"form": form, "path": breadcrumb(viewer.place_code)[-2:]}
    return render(request, "cases/clinic.html", context, status=422 if form.is_bound else 200)
