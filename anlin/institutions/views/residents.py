"""Residents: admitted, moved, on leave, back, gone; and where somebody lay when."""

from collections.abc import Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock
from anlin.institutions import actions, queries
from anlin.institutions.forms import AdmitForm, BedForm, DischargeForm, Form, LeaveForm, moment
from anlin.institutions.rules import Went
from anlin.institutions.views.register import back_to, form_page, found_here, trail
from anlin.people.rules import Sex, identity


@never_cache
@require_http_methods(["GET", "POST"])
def admit(request: HttpRequest, institution: int) -> HttpResponse:
    """Admit somebody into a free bed."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    form = AdmitForm(request.POST or None, initial={"bed": request.GET.get("bed", "")})
    _offer_beds(form, found)

    def act() -> None:
        told = form.cleaned_data
        sex = Sex(told["sex"]) if told["sex"] else None
        actions.admit(
            institution, bed=int(told["bed"]), name=told["name"],
            who=identity(told["id_number"], told["born_on"], sex), since=moment(told["since"]),
            phone=told["phone"], by=viewer, at=at,
        )  # fmt: skip

    return form_page(request, form, _("Admit somebody"), back_to(institution), act, **trail(found))


def _offer_beds(form: Form, found: queries.Found) -> None:
    free = [bed for floor in queries.house(found.place) for bed in floor.beds if not bed.stay]
    named = [(str(bed.id), bed.name) for bed in free]
    form.fields["bed"].choices = named  # type: ignore[attr-defined]


@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, stay: int, act: str) -> HttpResponse:
    """Move a resident, let them go on leave or come back, or end the stay."""
    viewer, at = signed_in(request), clock.now()
    held = queries.stay(viewer, stay) if viewer.may(Right.HOME) and viewer.names else None
    if held is None or act not in _FORMS:
        raise Http404
    make, word = _FORMS[act]
    form = make(request.POST or None)
    if isinstance(form, BedForm):
        _offer_beds(form, held.institution)
        if act == "back":
            form.fields["bed"].required = False
            keeps = ("", _("the own bed, %(bed)s") % {"bed": held.bed.name if held.bed else ""})
            form.fields["bed"].choices = [keeps, *form.fields["bed"].choices]  # type: ignore[attr-defined]

    def done() -> None:
        told: Mapping[str, str] = form.cleaned_data
        on: datetime | None = moment(form.cleaned_data["on"])
        why = told["why"]
        if act == "move":
            actions.move(stay, bed=int(told["bed"]), on=on, why=why, by=viewer, at=at)
        elif act == "leave":
            actions.leave(stay, why=why, on=on, by=viewer, at=at)
        elif act == "back":
            bed = int(told["bed"]) if told["bed"] else None
            actions.take_back(stay, bed=bed, on=on, why=why, by=viewer, at=at)
        else:
            actions.discharge(stay, went=Went(told["went"]), on=on, why=why, by=viewer, at=at)

    title = f"{word} · {held.person.name}"
    return form_page(request, form, title, back_to(held.institution_id), done,
                     **trail(held.institution))  # fmt: skip


_FORMS = {
    "move": (BedForm, gettext_lazy("Move to another bed")),
    "leave": (LeaveForm, gettext_lazy("Away for a time")),
    "back": (BedForm, gettext_lazy("Back again")),
    "end": (DischargeForm, gettext_lazy("The stay ends")),
}


@never_cache
@require_GET
def resident(request: HttpRequest, institution: int, person: int) -> HttpResponse:
    """Show one resident: where they lay when, and what can be done."""
    found, viewer = found_here(request, institution), signed_in(request)
    spans = queries.stays_of(viewer, person) if viewer.names else []
    if not spans:
        raise Http404
    last = spans[0]
    return render(request, "institutions/resident.html", trail(found) | {
        "person": last.person,
        "spans": spans,
        "open": last if last.until is None else None,
        "may_keep": viewer.may(Right.HOME),
        "words": queries.words,
    })  # fmt: skip
