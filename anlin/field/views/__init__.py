"""The worker's screens; each reads one query or calls one action."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseLocation, trigger_client_event

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.cases.queries import alerts, judged, observations_of, waiting_here
from anlin.committees.queries.charge import chain_of
from anlin.dispatch.actions import ask_as_told
from anlin.duties.actions import MayNotRelieveError, relieve
from anlin.field import queries
from anlin.field.forms import ContactForm, ReasonForm, ReliefForm
from anlin.people.actions import note_look, open_identity
from anlin.people.queries import person_page
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY
from anlin.records.actions import MayNotRecordError, Taken, record
from anlin.records.rules import Entry, kinds_of_contact


@never_cache
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what the viewer's role owes here today, most urgent first."""
    viewer = signed_in(request)
    at = clock.now()
    return render(request, "field/today.html", {
        "list": queries.today(viewer, at),
        "alerts": alerts(viewer),
        "offered": len(waiting_here(viewer, at)),
        "covers": queries.covers(viewer, at),
        "path": breadcrumb(viewer.place_code)[-2:],
        "can_record": viewer.may(Right.RECORD),
        "ways": queries.WAYS,
        "icons": queries.ICONS,
    })  # fmt: skip


@never_cache
@require_GET
def person(request: HttpRequest, person: int) -> HttpResponse:
    """Show one person: what is owed, the label and why, household, history."""
    viewer = signed_in(request)
    at = clock.now()
    face = queries.face(viewer, person, at)
    if face is None:
        raise Http404
    if viewer.level < COMMUNITY:
        note_look(person, by=viewer, at=at)
    return render(request, "field/person.html", {
        "face": face,
        "page": face.page,
        "path": breadcrumb(viewer.place_code)[-2:],
        "can_record": viewer.may(Right.RECORD),
        "can_unseal": viewer.may(Right.UNSEAL),
        "can_keep": viewer.may(Right.RECORD) and viewer.level >= COMMUNITY,
        "reason_form": ReasonForm(),
        "answering": chain_of(
            face.page.person.place, face.page.household.pk, days.local_day(at)
        ),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, person: int) -> HttpResponse:
    """Record a contact: a sheet over the list, or a page of its own without scripts."""
    viewer = signed_in(request)
    at = clock.now()
    page = person_page(viewer, person, days.local_day(at))
    if page is None:
        raise Http404
    if not viewer.may(Right.RECORD):  # the sheet shows the whole telephone number
        raise MayNotRecordError
    back = _back(request) or reverse("person", args=[person])
    observed = observations_of(viewer, [person], at).get(person)
    watched = bool(observed and observed.watched)
    tapped = {"way": request.GET.get("way", "")}
    form = ContactForm(request.POST or None, observed=watched, initial=tapped)
    corrects = _uuid(request.GET.get("corrects", ""))
    problem = ""
    if request.method == "POST" and form.is_valid():
        way, condition = form.cleaned_data["way"], form.cleaned_data["condition"]
        entry = Entry(
            client_id=form.cleaned_data["client_id"],
            subject=person,
            place=page.person.place,
            occurred_at=form.happened_at,
            kinds=tuple(
                kinds_of_contact(
                    way=way, condition=condition, measured="temperature" in form.content
                )
            ),
            content=form.content,
            corrects=corrects,
        )
        try:
            (entry,) = judged([entry], at)
            _take(request, entry, viewer, at)
            ask_as_told(entries=[entry], by=viewer, at=at)
        except Problem as raised:
            problem = raised.say(get_language() or "")
        else:
            return _done(request, reverse("care", args=[person]) if entry.found else back)
    context = {
        "form": form, "page": page, "person": page.person, "back": back,
        "corrects": corrects, "problem": problem, "observed": observed if watched else None,
    }  # fmt: skip
    template = (
        "field/contact_form.html" if request.headers.get("HX-Request") else "field/contact.html"
    )
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@never_cache
@require_POST
def unseal(request: HttpRequest, person: int) -> HttpResponse:
    """Show an identity number to somebody who gave a reason; the look is journalled."""
    viewer = signed_in(request)
    at = clock.now()
    page = person_page(viewer, person, days.local_day(at))
    if page is None:
        raise Http404
    form = ReasonForm(request.POST)
    opened = ""
    if form.is_valid():
        try:
            opened = open_identity(
                person, by=viewer, at=at,
                reason=form.cleaned_data["reason"], approval=form.cleaned_data["approval"],
            )  # fmt: skip
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
    context = {
        "page": page, "opened": opened, "can_unseal": viewer.may(Right.UNSEAL),
        "reason_form": form, "path": breadcrumb(viewer.place_code)[-2:],
    }  # fmt: skip
    template = "field/identity.html" if request.headers.get("HX-Request") else "field/unseal.html"
    return render(request, template, context, status=200 if opened else 422)


@never_cache
@require_http_methods(["GET", "POST"])
def why(request: HttpRequest, window: int, place: int, subject: int) -> HttpResponse:
    """Explain one duty down to its clause; let whoever has authority excuse it with a reason."""
    viewer = signed_in(request)
    at = clock.now()
    found = queries.why(viewer, window, place, subject, at)
    if found is None:
        raise Http404
    duty = found.task.duty
    own = viewer.holds(duty.owed_by, place)  # nobody closes a lapse of their own
    form = ReliefForm(request.POST or None)
    if request.method == "POST" and own:
        raise MayNotRelieveError
    if request.method == "POST" and form.is_valid():
        relieve(
            kind=form.cleaned_data["kind"], reason=form.cleaned_data["reason"], by=viewer, at=at,
            subject=subject, place=place, since=duty.opens, until=duty.closes,
            measure_id=found.measure.pk,
        )  # fmt: skip
        messages.success(request, _("Written down with your name and the reason."))
        return redirect("why", window, place, subject)
    context = {
        "why": found, "duty": duty, "form": form,
        "can_relieve": viewer.may(Right.EXCUSE) and not own and not found.stop.done,
    }  # fmt: skip
    return render(request, "field/why.html", context, status=422 if form.is_bound else 200)


def _take(request: HttpRequest, entry: Entry, viewer: Viewer, at: datetime) -> None:
    """Record `entry` and leave a sentence for the next page."""
    (receipt,) = record(entries=[entry], by=viewer, at=at)
    if receipt.taken is Taken.CONFLICT:
        messages.warning(
            request,
            _("This record came in before with other content. Both are kept: check the history."),
        )
    else:
        messages.success(request, _("Recorded."))


def _done(request: HttpRequest, back: str) -> HttpResponse:
    """Return to the page the worker came from, closing the sheet where there is one."""
    if not request.headers.get("HX-Request"):
        return redirect(back)
    response = HttpResponseLocation(back, target="#main", select="#main", swap="outerHTML")
    return trigger_client_event(response, "sheet-done")


def _back(request: HttpRequest) -> str:
    """Return the page to go back to, if it is one of ours."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if ours else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
