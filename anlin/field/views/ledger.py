"""Registering house by house: households, people, and what is put right."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.field import queries
from anlin.field.forms.ledger import (
    HouseholdEditForm,
    HouseholdForm,
    LedgerForm,
    PersonEditForm,
    PersonForm,
)
from anlin.people.actions import (
    seen,
    take_in_edits,
    take_in_households,
    take_in_persons,
)
from anlin.people.queries import alike, groups_now, holding, kept_apart, person_page, registered
from anlin.people.rules import (
    DoubleIdentityError,
    Group,
    Source,
    birth_in_id,
    community_of,
    fault_of_id,
    normal_id,
)
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY


def registrar(request: HttpRequest) -> Viewer:
    """Return the viewer, who keeps the ledger of a community or a grid.

    Raises:
        Http404: the role or the place keeps none.
    """
    viewer = signed_in(request)
    if viewer.level < COMMUNITY or not viewer.names or not viewer.may(Right.RECORD):
        raise Http404
    return viewer


def page_of_form(
    request: HttpRequest, form: LedgerForm, title: str, back: str, **more: object
) -> HttpResponse:
    """Show a form of the ledger with what was typed, and why it was not taken."""
    viewer = signed_in(request)
    context = {
        "form": form, "title": title, "back": back, "path": breadcrumb(viewer.place_code)[-2:],
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "field/ledger_form.html", context | more, status=status)


@never_cache
@require_GET
def household(request: HttpRequest, household: int) -> HttpResponse:
    """Show one household: who lives there, who left, how its entry changed."""
    viewer = signed_in(request)
    found = _home(viewer, household)
    return render(request, "field/household.html", {
        "home": found,
        "path": breadcrumb(viewer.place_code)[-2:],
        "can_record": viewer.may(Right.RECORD) and viewer.level >= COMMUNITY,
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def new_household(request: HttpRequest) -> HttpResponse:
    """Register a household behind a door."""
    viewer = registrar(request)
    chosen = {"building": request.GET.get("building", "")}
    form = HouseholdForm(
        request.POST or None, buildings=queries.buildings_of(viewer), initial=chosen
    )
    if request.method == "POST" and form.is_valid():
        (made,) = take_in_households(
            items=[form.item], by=viewer, at=clock.now(), source=Source.SCREEN
        )
        if isinstance(made, int):
            messages.success(request, _("The household is registered. Now add its people."))
            return redirect("household", made)
        form.tell(made)
    return page_of_form(request, form, _("Register a household"), "/households/")


@never_cache
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest, household: int) -> HttpResponse:
    """Register somebody in a household; whoever is like them and in sight is shown first."""
    viewer = registrar(request)
    home = _home(viewer, household)
    form = PersonForm(request.POST or None)
    hints: Sequence[object] = ()
    if request.method == "POST" and form.is_valid():
        hints = _hints(form, home.household.place)
        again = registered(form.cleaned_data["client_id"])
        if again is not None and again.name != form.cleaned_data["name"].strip():
            form.add_error(None, _sent_before(form, again.name))
        elif again is not None or not hints or _waved_through(form, hints):
            (made,) = take_in_persons(
                items=[form.item(household)], by=viewer, at=clock.now(), source=Source.SCREEN
            )
            if isinstance(made, int):
                messages.success(request, _registered(form))
                return redirect("household", household)
            form.tell(made)
    return page_of_form(
        request, form, _("Add a person"), f"/households/home/{household}/",
        home=home, hints=hints, people=True,
    )  # fmt: skip


def _hints(form: PersonForm, place: int) -> Sequence[object]:
    """Return those in sight who bear the number, or who are very like who is typed."""
    told, area = form.cleaned_data, community_of(place)
    number = normal_id(told["id_number"])
    if number and fault_of_id(number) is None:
        bearers = holding(area, [number])
        if bearers:
            form.tell(DoubleIdentityError(field="id_number"))
            return bearers
    born: date | None = told["born_on"] or (birth_in_id(number) if number else None)
    return alike(area, told["name"].strip(), born) if born else ()


def _waved_through(form: PersonForm, hints: Sequence[object]) -> bool:
    """Tell whether the worker has seen the hints and says it is none of them."""
    return bool(form.cleaned_data.get("sure")) and not form.errors


def _sent_before(form: PersonForm, name: str) -> str:
    """Say that the form was sent before; pressed again it registers somebody else."""
    form.renew()
    return _("This form was sent before, for %(name)s. Press again to register another person.") % {
        "name": name
    }


def _registered(form: PersonForm) -> str:
    """Return the same sentence for everybody, whoever else bears the number."""
    if not form.cleaned_data["id_number"]:
        return _("Registered.")
    return _("Registered. The identity number is sent for identity review, as every new one is.")


@never_cache
@require_http_methods(["GET", "POST"])
def edit_person(request: HttpRequest, person: int) -> HttpResponse:
    """Put right what the ledger knows of a person; each field says since when it is known."""
    viewer = registrar(request)
    page = person_page(viewer, person, days.local_day(clock.now()))
    if page is None:
        raise Http404
    who = page.person
    known = {field: seen(who, field) for field in PersonEditForm.watched}
    groups = groups_now([who]).get(who.pk, [])
    form = PersonEditForm(request.POST or None, of=who, seen=known, groups=groups)
    if request.method == "POST" and form.is_valid() and _taken(request, form, viewer):
        return redirect("person", person)
    title = _("Correct what is known of %(name)s") % {"name": who.name}
    return page_of_form(
        request, form, title, f"/people/{person}/", facts=queries.facts(who)
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def edit_household(request: HttpRequest, household: int) -> HttpResponse:
    """Put right door and name of a household."""
    viewer = registrar(request)
    home = _home(viewer, household).household
    known = {field: seen(home, field) for field in HouseholdEditForm.watched}
    form = HouseholdEditForm(request.POST or None, of=home, seen=known, initial=known)
    if request.method == "POST" and form.is_valid() and _taken(request, form, viewer):
        return redirect("household", household)
    return page_of_form(request, form, _("Correct the household"), f"/households/home/{household}/")


def _taken(request: HttpRequest, form: PersonEditForm | HouseholdEditForm, viewer: Viewer) -> bool:
    """Send the edits; tell whether all were taken, some perhaps beside another's."""
    items = form.items()
    with transaction.atomic():
        answers = take_in_edits(items=items, by=viewer, at=clock.now(), source=Source.SCREEN)
        problems = [answer for answer in answers if isinstance(answer, Problem)]
        if problems:
            transaction.set_rollback(True)
    for problem in problems:
        form.tell(problem)
    if problems:
        return False
    apart = kept_apart([item.id for item in items])
    if apart:
        messages.warning(
            request,
            _("Somebody changed this meanwhile: %(fields)s. Both are kept, and the community "
              "settles which is right.") % {"fields": _(", ").join(apart)},
        )  # fmt: skip
    else:
        messages.success(request, _("Saved.") if items else _("Nothing was changed."))
    return True


@never_cache
@require_GET
def key_people(request: HttpRequest) -> HttpResponse:
    """Show the special groups of the viewer's place, and the people of one of them."""
    viewer = signed_in(request)
    if viewer.level < COMMUNITY or not viewer.names:
        raise Http404
    counted = queries.groups_counted(viewer)
    asked = request.GET.get("group", "")
    chosen = next((each for each in counted if each.group == asked), None)
    today = days.local_day(clock.now())
    members = queries.key_people(viewer, Group(chosen.group), today) if chosen else []
    return render(request, "field/key_people.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "counted": counted,
        "chosen": chosen,
        "members": members,
    })  # fmt: skip


def _home(viewer: Viewer, household: int) -> queries.Home:
    found = queries.home(viewer, household, days.local_day(clock.now()))
    if found is None:
        raise Http404
    return found
