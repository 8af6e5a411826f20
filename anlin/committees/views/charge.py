"""Who answers for whom: the chain, the gaps, and changes with the load before and after."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import leader_of, signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock, days
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.committees import actions
from anlin.committees.forms import ChargeForm, CoverForm, EndChargeForm
from anlin.committees.queries.charge import (
    WORDS,
    Load,
    charged,
    history,
    load_at,
    load_of,
    responsible,
)
from anlin.committees.rules.charge import Charge, allowed_at
from anlin.people.queries import household_page
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY, code_of, level_of, span


@never_cache
@require_GET
def charges(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show who answers for a place, above it and below it, and where nobody does."""
    viewer, code = leader_of(request, code)
    at = clock.now()
    return render(request, "committees/charges.html", {
        "path": breadcrumb(code),
        "code": code,
        "level": level_of(code),
        "found": charged(viewer, code, at),
        "history": history(viewer, code),
        "words": WORDS,
        "may_name": bool(allowed_at(level_of(code))),
        "near": level_of(code) >= COMMUNITY,
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, code: str) -> HttpResponse:
    """Say who answers for a place; the load before and after is shown before it is kept."""
    viewer, code = leader_of(request, code)
    kinds = [(each.value, WORDS[each]) for each in allowed_at(level_of(code))]
    return _name(request, viewer, code, kinds, None)


@never_cache
@require_http_methods(["GET", "POST"])
def cadre(request: HttpRequest, household: int) -> HttpResponse:
    """Say which cadre is tied to a medical worker's family."""
    viewer = signed_in(request)
    home = household_page(viewer, household)
    if home is None or not (viewer.names and viewer.may(Right.BOARD)):
        raise Http404
    kinds = [(Charge.CADRE.value, WORDS[Charge.CADRE])]
    return _name(request, viewer, code_of(home.place, 7), kinds, household)


def _name(
    request: HttpRequest, viewer: Viewer, code: str, kinds: list[tuple[str, object]],
    household: int | None,
) -> HttpResponse:  # fmt: skip
    at = clock.now()
    asked = {"charge": request.GET.get("charge", kinds[0][0] if kinds else "")}
    form = ChargeForm(request.POST or None, charges=kinds, initial=asked)
    loads: tuple[Load, Load] | None = None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        before = load_of(viewer, told["name"], told["phone"], days.local_day(at))
        loads = before, before + load_at(*span(code), household)
        if "sure" in request.POST:
            try:
                actions.name_charge(
                    charge=Charge(told["charge"]), place=code, name=told["name"],
                    post=told["post"], phone=told["phone"], since=told["since"],
                    client_id=told["client_id"], household=household, by=viewer, at=at,
                )  # fmt: skip
            except Problem as problem:
                beside(form, problem)
            else:
                messages.success(request, _("Kept. Whoever answered before stops on that day."))
                return redirect(*(("household", household) if household else ("charges-of", code)))
    return render(request, "committees/name_charge.html", {
        "path": breadcrumb(code), "code": code, "form": form, "loads": loads,
        "household": household,
    }, status=422 if form.errors else 200)  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def charge(request: HttpRequest, number: int) -> HttpResponse:
    """Show one charge: let somebody stand in, or end it."""
    viewer = signed_in(request)
    shown = responsible(viewer, number)
    if shown is None or not viewer.may(Right.BOARD):
        raise Http404
    at = clock.now()
    ending = EndChargeForm(request.POST if "end" in request.POST else None)
    cover = CoverForm(request.POST if "cover" in request.POST else None)
    form = ending if "end" in request.POST else cover
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            if form is ending:
                actions.end_charge(number, on=told["on"], why=told["why"], by=viewer, at=at)
            else:
                actions.stand_in(
                    number, name=told["name"], post=told["post"], phone=told["phone"],
                    since=told["since"], until=told["last"] + timedelta(days=1),
                    agreed=told["agreed"], client_id=told["client_id"], by=viewer, at=at,
                )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("Written down."))
            return redirect("charge", number)
    code = code_of(shown.place, shown.level)
    return render(request, "committees/charge.html", {
        "path": breadcrumb(code), "code": code, "shown": shown, "word": WORDS[shown.charge],
        "covers": shown.covers.order_by("-since"), "ending": ending, "cover": cover,
        "load": load_of(viewer, shown.name, shown.phone, days.local_day(at)),
    }, status=422 if form.errors else 200)  # fmt: skip
