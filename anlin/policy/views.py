"""The library: packs, orders, clauses and measures, for anyone who signs in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import OFFICES, Role
from anlin.base import clock, days
from anlin.base.sockets import populations
from anlin.base.words import said
from anlin.places.queries import names
from anlin.policy import queries

REGIMES = {
    "class-a-2020": _("class-A management, 2020"),
    "class-b-2023": _("class-B management, 2023"),
    "routine": _("routine work"),
}
KINDS = {
    "cadence": _("so often in a time"),
    "deadline": _("within a time"),
    "threshold": _("keep above or below"),
    "gate": _("only if"),
    "class": _("classify"),
    "flow": _("hand on"),
    "record": _("know and keep"),
    "figure": _("figure"),
}
STATES = {
    "carried": _("carried"),
    "not yet": _("not yet carried"),
    "by capability": _("recorded"),
}
EVIDENCE = {
    "contact": _("a contact"),
    "contact_attempt": _("an attempt to reach them"),
    "daily_report": _("a daily report"),
    "health_round": _("a health round"),
    "temperature": _("a temperature"),
    "test": _("a test"),
    "visit": _("a visit at the door"),
    "unwell": _("a note that somebody is unwell"),
}


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """Show every pack with its orders, or the clauses that fit a search."""
    signed_in(request)
    text, kind, state = (request.GET.get(name, "").strip() for name in ("q", "kind", "state"))
    asked = bool(text or kind or state)
    packs = [] if asked else list(queries.library())
    return render(request, "policy/library.html", {
        "packs": packs,
        "clauses": queries.find(text=text, kind=kind, state=state) if asked else [],
        "asked": asked,
        "text": text,
        "kind": kind,
        "state": state,
        "kinds": KINDS,
        "states": STATES,
        "regimes": REGIMES,
        "today": days.local_day(clock.now()),
        "places": names(pack.jurisdiction for pack in packs),
    })  # fmt: skip


@require_GET
def order(request: HttpRequest, name: str) -> HttpResponse:
    """Show one order with its clauses and what carries each."""
    signed_in(request)
    found = queries.order(name)
    return render(request, "policy/order.html", {
        "order": found,
        "clauses": found.clauses.all(),
        "kinds": KINDS,
        "places": names({found.jurisdiction}),
    })  # fmt: skip


@require_GET
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a measure asks of whom, its terms through time, where it holds, its source."""
    signed_in(request)
    found = queries.measure(code)
    rulings = queries.rulings_of(code)
    terms = found.terms.all()
    population = populations().get(found.population)
    context = {
        "measure": found,
        "clauses": found.clauses.all(),
        "terms": terms,
        "rulings": rulings,
        "population": said(population, "title") if population else found.population,
        "owed_by": said(OFFICES[Role(found.owed_by)]),
        "evidence": [EVIDENCE.get(kind, kind) for kind in found.evidence],
        "kinds": KINDS,
        "today": days.local_day(clock.now()),
        "places": names([*(r.place for r in rulings), *(t.pack.jurisdiction for t in terms)]),
    }
    return render(request, "policy/measure.html", context)
