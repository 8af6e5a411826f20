"""What a change of the law would ask, before it is made."""

from dataclasses import asdict
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlin.accounts.queries import leader, place_within
from anlin.accounts.rules import OFFICES, Right, Viewer
from anlin.base import clock, days, fields
from anlin.base.words import said
from anlin.duties.queries.preview import Supposed, preview
from anlin.people.queries import persons
from anlin.places.queries import names
from anlin.policy import queries
from anlin.policy.rules import Ruling


@never_cache
@require_GET
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a draft of a local order would ask, if it were released as it stands."""
    viewer = leader(request)
    found = queries.draft(number)
    place_within(viewer, found.place)
    if found.state != "open":
        return redirect("draft", number)
    rulings = tuple(queries.rulings_with(number))
    supposed = Supposed(found.place, found.text.since, rulings)
    return _page(request, viewer, supposed, {
        "draft": found,
        "back": reverse("draft", args=[number]),
    })  # fmt: skip


@never_cache
@require_GET
def pack(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a pack would ask at the viewer's place, if it were adopted from a day on."""
    viewer = leader(request)
    found = queries.pack(name)
    place, since = viewer.place_code, _since(request)
    rulings = tuple(queries.rulings_with_pack(name, place, since))
    return _page(request, viewer, Supposed(place, since, rulings), {
        "pack": found,
        "back": reverse("pack", args=[name]),
    })  # fmt: skip


@never_cache
@require_GET
def ending(request: HttpRequest, name: str) -> HttpResponse:
    """Show what would no longer be asked at the viewer's place, if a pack ended from a day on."""
    viewer = leader(request)
    found = queries.pack(name)
    place, until = viewer.place_code, _since(request)
    rulings = tuple(queries.rulings_without_pack(name, place, until))
    return _page(request, viewer, Supposed(place, until, rulings), {
        "pack": found,
        "ending": True,
        "back": reverse("pack", args=[name]),
    })  # fmt: skip


def _since(request: HttpRequest) -> date:
    """Return the day asked for; tomorrow where none is, as today's windows have partly opened."""
    tomorrow = days.local_day(clock.now()) + timedelta(days=1)
    asked = _day(request, "since")
    return max(asked, tomorrow - timedelta(days=1)) if asked else tomorrow


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if fields.FIRST <= day <= fields.LAST else None


def _term(ruling: Ruling | None) -> dict[str, object] | None:
    """Return a term as the library shows it."""
    if ruling is None:
        return None
    term = ruling.term
    slots = [(slot.opens.total_seconds(), slot.closes.total_seconds()) for slot in term.slots]
    return asdict(term) | {"slots": [(int(opens), int(closes)) for opens, closes in slots]}


def _page(
    request: HttpRequest, viewer: Viewer, supposed: Supposed, context: dict[str, object]
) -> HttpResponse:
    found = preview(viewer, supposed, at=clock.now(), day=_day(request, "day"))
    codes = [supposed.place, *(each.code for each in found.communities)]
    people = {person.pk: person for person in persons(viewer, list(found.lists))}
    changes = [(each, _term(each.before), _term(each.after)) for each in found.measures]
    return render(request, "duties/preview.html", context | {
        "preview": found,
        "since": supposed.since,
        "today": days.local_day(clock.now()),
        "changes": changes,
        "places": names(codes),
        "offices": {role.value: said(office) for role, office in OFFICES.items()},
        "known": queries.measures(),
        "lists": [(people[who], lines) for who, lines in found.lists.items() if who in people],
        "may": viewer.may(Right.ADOPT),
    })  # fmt: skip
