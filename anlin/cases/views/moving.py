"""Screens of people on the way: registering an arrival, offering a person, answering an offer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.cases import queries
from anlin.cases.actions import (
    Arrival,
    accept_person,
    offer_person,
    pass_person_on,
    register_arrivals,
    register_newcomer,
    return_person,
    tell_clinic,
    withdraw_person,
)
from anlin.cases.forms import AcceptForm, ArrivalForm, NewcomerForm, OfferForm, PassForm, WordForm
from anlin.cases.rules import Coming
from anlin.cases.views.home import done, page_of, sheet
from anlin.people.rules import Sex
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY

Act = Callable[[Viewer, datetime], object]


@never_cache
@require_GET
def transfers(request: HttpRequest) -> HttpResponse:
    """Show who waits to be taken over here, and whom others have not taken over yet."""
    viewer = signed_in(request)
    if not viewer.names:
        raise Http404
    return render(request, "cases/transfers.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "found": queries.transfers(viewer, clock.now()),
        "can_record": viewer.may(Right.RECORD),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def newcomer(request: HttpRequest) -> HttpResponse:
    """Register somebody who arrived and is in no ledger here, with origin and journey."""
    viewer = signed_in(request)
    if not viewer.may(Right.RECORD) or viewer.level < COMMUNITY:
        raise Http404
    buildings = queries.buildings_of(viewer)
    form = NewcomerForm(request.POST or None, buildings=buildings)
    made: list[int] = []

    def act(viewer: Viewer, at: datetime) -> None:
        told = form.cleaned_data
        person = register_newcomer(
            place=int(told["place"]), door=told["door"], name=told["name"],
            id_number=told["id_number"], born_on=told["born_on"],
            sex=Sex(told["sex"]) if told["sex"] else None, phone=told["phone"],
            arrival=partial(_arrival, form), by=viewer, at=at,
        )  # fmt: skip
        made.append(person)
        if told["to"]:
            offer_person(
                person, to=told["to"], note=told["note"], client_id=uuid4(), by=viewer, at=at
            )

    if done(request, form, act):
        messages.success(request, _("Registered."))
        return redirect("person", made[0])
    context = {
        "form": form,
        "buildings": buildings,
        "choices": queries.communities_called(request.POST.get("to_name", "")),
        "path": breadcrumb(viewer.place_code)[-2:],
    }
    return render(request, "cases/newcomer.html", context, status=422 if form.is_bound else 200)


def _arrival(form: ArrivalForm, person: int) -> Arrival:
    told = form.cleaned_data
    return Arrival(
        person=person, client_id=told["client_id"], coming=Coming(told["coming"]),
        origin=told["origin"], arrived_on=told["arrived_on"], legs=form.legs, note=told["note"],
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def arrival(request: HttpRequest, person: int) -> HttpResponse:
    """Register that a person of the ledger arrived from elsewhere."""
    form = ArrivalForm(request.POST or None)

    def act(viewer: Viewer, at: datetime) -> None:
        register_arrivals(arrivals=[_arrival(form, person)], by=viewer, at=at)

    if done(request, form, act):
        messages.success(request, _("Registered."))
        return redirect("person", person)
    return sheet(request, person, form, "cases/arrival.html")


@never_cache
@require_POST
def told(request: HttpRequest, person: int) -> HttpResponse:
    """Record that a person was told how to reach the clinic."""
    page_of(request, person)
    tell_clinic(person, client_id=uuid4(), by=signed_in(request), at=clock.now())
    messages.success(request, _("Recorded."))
    return redirect("person", person)


@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, person: int) -> HttpResponse:
    """Offer a person to another community."""
    form = OfferForm(request.POST or None)

    def act(viewer: Viewer, at: datetime) -> None:
        told = form.cleaned_data
        offer_person(
            person, to=told["to"], note=told["note"], client_id=told["client_id"],
            by=viewer, at=at,
        )  # fmt: skip

    if done(request, form, act):
        messages.success(
            request, _("Offered. You stay responsible until the other community accepts.")
        )
        return redirect("person", person)
    choices = queries.communities_called(request.POST.get("to_name", ""))
    return sheet(request, person, form, "cases/offer.html", choices=choices)


@never_cache
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, number: int) -> HttpResponse:
    """Show one hand-over to either side; let the side that is asked answer, the other take back."""
    viewer, at = signed_in(request), clock.now()
    found = queries.transfer(viewer, number, at) if viewer.names else None
    if found is None:
        raise Http404
    asked = request.POST.get("act", "")
    buildings = queries.buildings_of(viewer) if found.incoming else []
    forms = {
        "accept": AcceptForm(request.POST if asked == "accept" else None, buildings=buildings),
        "return": WordForm(request.POST if asked == "return" else None),
        "pass": PassForm(request.POST if asked == "pass" else None),
        "withdraw": WordForm(request.POST if asked == "withdraw" else None),
    }
    if asked in forms and done(request, forms[asked], _answers(number, forms)[asked]):
        messages.success(request, _("Answered."))
        return redirect("transfers")
    return render(request, "cases/transfer.html", {
        "found": found,
        "forms": forms,
        "buildings": buildings,
        "choices": queries.communities_called(request.POST.get("to_name", "")),
        "can_record": viewer.may(Right.RECORD),
        "path": breadcrumb(viewer.place_code)[-2:],
    }, status=422 if asked else 200)  # fmt: skip


def _answers(
    number: int, forms: Mapping[str, Form]
) -> Mapping[str, Callable[[Viewer, datetime], object]]:
    """Return the act of each form."""

    def told(name: str, field: str) -> str:
        return str(forms[name].cleaned_data[field])

    return {
        "accept": lambda by, at: accept_person(
            number, place=int(told("accept", "place")), door=told("accept", "door"), by=by, at=at
        ),
        "return": lambda by, at: return_person(number, word=told("return", "word"), by=by, at=at),
        "pass": lambda by, at: pass_person_on(
            number, to=told("pass", "to"), word=told("pass", "word"), by=by, at=at
        ),
        "withdraw": lambda by, at: withdraw_person(
            number, word=told("withdraw", "word"), by=by, at=at
        ),
    }
