"""Where people went: moves, departures, deaths; households that part or join."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlin.accounts.rules import Viewer
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.field import queries
from anlin.field.forms.settling import MergeForm, MoveForm, SplitForm
from anlin.field.views.ledger import page_of_form, registrar
from anlin.people.actions import (
    merge_households,
    move_person,
    record_event,
    register_household,
    split_household,
)
from anlin.people.queries import at_door, person_page
from anlin.people.rules import LEADS, Event, Living


@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, person: int) -> HttpResponse:
    """Record that somebody moved, left for a time, came back or died."""
    viewer = registrar(request)
    page = person_page(viewer, person, days.local_day(clock.now()))
    if page is None:
        raise Http404
    who = page.person
    events = [event for event in Event if Living(who.living) in LEADS[event][0]]
    form = MoveForm(request.POST or None, buildings=queries.buildings_of(viewer), events=events)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _move(person, form, viewer)
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("Written into the ledger."))
            return redirect("person", person)
    title = _("Where does %(name)s live now?") % {"name": who.name}
    return page_of_form(request, form, title, f"/people/{person}/")


def _move(person: int, form: MoveForm, viewer: Viewer) -> None:
    told, at = form.cleaned_data, clock.now()
    event, on, why = Event(told["what"]), told["on"], told["why"]
    if event is not Event.HERE:
        record_event(person, event=event, on=on, by=viewer, at=at, why=why)
        return
    home = _home_at(form, viewer)
    move_person(person, household=home, on=on, by=viewer, at=at, why=why)


def _home_at(form: MoveForm | MergeForm, viewer: Viewer) -> int:
    """Return the household behind the door that was typed, registered now if there is none."""
    told = form.cleaned_data
    place, door = int(told["building"]), told["door"].strip()
    found = at_door(place, door)
    if found is not None:
        return found.pk
    made = register_household(place=place, door=door, label="", by=viewer, at=clock.now())
    return made.pk


@never_cache
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, household: int) -> HttpResponse:
    """Let some of a household live behind another door."""
    viewer = registrar(request)
    home = queries.home(viewer, household, days.local_day(clock.now()))
    if home is None:
        raise Http404
    members = [(str(each.person.pk), each.person.name) for each in home.members]
    form = SplitForm(request.POST or None, members=members)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = split_household(
                household, persons=[int(each) for each in told["persons"]], door=told["door"],
                label=told["label"], on=told["on"], by=viewer, at=clock.now(), why=told["why"],
            )  # fmt: skip
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("Written into the ledger."))
            return redirect("household", made.pk)
    return page_of_form(request, form, _("Split the household"), f"/households/home/{household}/")


@never_cache
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, household: int) -> HttpResponse:
    """Let everybody of a household live in another one."""
    viewer = registrar(request)
    home = queries.home(viewer, household, days.local_day(clock.now()))
    if home is None:
        raise Http404
    form = MergeForm(request.POST or None, buildings=queries.buildings_of(viewer))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        into = at_door(int(told["building"]), told["door"].strip())
        if into is None:
            form.add_error("door", _("No household is registered at this door."))
        else:
            try:
                merge_households(
                    household, into=into.pk, on=told["on"], by=viewer, at=clock.now(),
                    why=told["why"],
                )  # fmt: skip
            except Problem as problem:
                form.tell(problem)
            else:
                messages.success(request, _("Written into the ledger."))
                return redirect("household", into.pk)
    return page_of_form(
        request, form, _("Join to another household"), f"/households/home/{household}/"
    )
