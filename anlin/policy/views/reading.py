"""Who has read an order and who has not."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.queries import place_within, signed_in
from anlin.accounts.rules import OFFICES, Right
from anlin.base import clock
from anlin.base.words import said
from anlin.places.queries import breadcrumb, names
from anlin.places.rules import (
    BUILDING,
    COMMUNITY,
    LENGTHS,
    WIDTHS,
    code_of,
    level_of,
    span,
)
from anlin.policy import actions, queries

_COMMUNITY = LENGTHS[COMMUNITY]


@require_POST
def read(request: HttpRequest, name: str) -> HttpResponse:
    """Note that the viewer has read an order."""
    actions.read(name, by=signed_in(request), at=clock.now())
    messages.success(request, gettext("Noted: you have read this order."))
    return redirect("order", name)


@never_cache
@require_GET
def readers(request: HttpRequest, name: str) -> HttpResponse:
    """Show how many of those who work at a place have read an order, and who has not."""
    viewer = signed_in(request)
    if not viewer.may(Right.STAFF):
        raise Http404
    order, place = queries.order(name), place_within(viewer, request.GET.get("place", ""))
    lo, hi = span(place)
    below = min(level_of(place) + 1, BUILDING)
    found = queries.readers(order, lo=lo, hi=hi, width=WIDTHS[below], at=clock.now())
    codes = {each.place: code_of(each.place, below) for each in found.by_place}
    held = {grant.place_code for grant in found.missing}
    known = names([place, *codes.values(), *held, *(code[:_COMMUNITY] for code in held)])
    return render(request, "policy/readers.html", {
        "order": order,
        "found": found,
        "place": place,
        "path": breadcrumb(place),
        "places": known,
        "missing": [(grant, _where(grant.place_code, known)) for grant in found.missing],
        "below": [(each, codes[each.place]) for each in found.by_place],
        "deep": level_of(place) >= COMMUNITY,
        "offices": {role.value: said(office) for role, office in OFFICES.items()},
    })  # fmt: skip


def _where(code: str, known: dict[str, str]) -> str:
    """Return the name of a place of work; every community has a first grid."""
    above = [known.get(code[:_COMMUNITY], "")] if len(code) > _COMMUNITY else []
    return " · ".join(filter(None, [*above, known.get(code, code)]))
