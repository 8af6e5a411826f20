"""The library: packs, orders, clauses and measures, for anyone who signs in."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import OFFICES, Right, Role, Viewer
from anlin.base import clock, days
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.base.sockets import populations
from anlin.base.words import said
from anlin.places.queries import names
from anlin.policy import actions, queries
from anlin.policy.forms import AdoptForm, EndForm
from anlin.policy.rules import Axis, Row, holding, inside

REGIMES = {
    "class-a-2020": _("class-A management, 2020"),
    "class-b-2023": _("class-B management, 2023"),
    "routine": _("routine work"),
}
KINDS = {
    "cadence": _("regularly"),
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
MOST = 60  # as many terms, places and clauses of a measure are shown
YES_NO = {"yes": _("yes"), "no": _("no")}
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
    viewer = signed_in(request)
    given = (request.GET.get(name, "") for name in ("q", "kind", "state"))
    text, kind, state = (value.replace("\0", "").strip() for value in given)
    asked = bool(text or kind or state)
    packs = [] if asked else list(queries.library())
    return render(request, "policy/library.html", {
        "packs": packs,
        "clauses": _found(viewer, text, kind, state) if asked else [],
        "asked": asked,
        "text": text,
        "kind": kind,
        "state": state,
        "kinds": KINDS,
        "states": STATES,
        "regimes": REGIMES,
        "may": viewer.may(Right.ADOPT),
        "today": days.local_day(clock.now()),
        "places": names(pack.jurisdiction for pack in packs),
    })  # fmt: skip


def _found(viewer: Viewer, text: str, kind: str, state: str) -> Iterable[object]:
    return queries.find(text=text, kind=kind, state=state, near=(viewer.lo, viewer.hi))


@require_GET
def order(request: HttpRequest, name: str) -> HttpResponse:
    """Show one order with its clauses and what carries each."""
    viewer, at = signed_in(request), clock.now()
    found = queries.order(name)
    return render(request, "policy/order.html", {
        "order": found,
        "asked": viewer.lo in queries.asked_places(viewer, found, at),
        "read_at": queries.read_at(viewer, name),
        "clauses": found.clauses.all(),
        "kinds": KINDS,
        "today": days.local_day(clock.now()),
        "places": names({found.jurisdiction}),
    })  # fmt: skip


@require_GET
def decision_table(request: HttpRequest, pack_name: str, name: str) -> HttpResponse:
    """Show how a class is decided: each row, and the points where no row fits."""
    signed_in(request)
    found = queries.table(name, pack_name)
    words = {axis.name: _values_of(axis) for axis in found.axes}
    titles = {a.name: said(a).partition("：")[0].partition(":")[0] for a in found.axes}
    score = found.score
    context = {
        "table": found,
        "today": days.local_day(clock.now()),
        "order": queries.order(found.order),
        "outcomes": {each.name: said(each) for each in found.outcomes},
        "axes": titles.values(),
        "rows": [_cells(row, words) for row in found.rows],
        "points": [
            (titles[axis], words[axis].get(value, value), points)
            for axis, value, points in (score.points if score else ())
        ],
        "least": score.outcomes if score else (),
    }
    return render(request, "policy/class.html", context)


def _values_of(axis: Axis) -> dict[str, str]:
    """Return the word of each value: a pack lists them in order behind the colon of the axis."""
    _name, _colon, listed = said(axis).replace(": ", "：").partition("：")
    words = [word.strip() for word in listed.replace("、", ",").split(",")]
    if len(words) != len(axis.values):
        words = [str(YES_NO.get(value, value)) for value in axis.values]
    return dict(zip(axis.values, words, strict=True))


def _cells(row: Row, words: dict[str, dict[str, str]]) -> tuple[Row, list[str]]:
    """Return a row with what it says on each axis; an axis it leaves out takes every value."""
    takes = dict(row.takes)
    return row, [
        " / ".join(named.get(value, value) for value in takes.get(axis, ()))
        for axis, named in words.items()
    ]


@require_GET
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a measure asks of whom, its terms through time, where it holds, its source."""
    viewer = signed_in(request)
    found = queries.measure(code)
    here = viewer.place_code
    rulings = [
        each
        for each in queries.rulings_of(code)
        if inside(here, each.place) or inside(each.place, here)
    ]
    today = days.local_day(clock.now())
    terms = [each for each in found.terms.all() if _near(viewer, each.pack.lo, each.pack.hi)]
    clauses = [
        each
        for each in found.clauses.all()
        if _near(viewer, each.order.pack.lo, each.order.pack.hi)
    ]
    population = populations().get(found.population)
    context = {
        "measure": found,
        "clauses": sorted(clauses, key=lambda each: each.order.pack_id != found.pack_id)[:MOST],
        "terms": terms[:MOST],
        "rulings": rulings[:MOST],
        "more": max(len(rulings), len(terms)) - MOST,
        "population": said(population, "title") if population else found.population,
        "owed_by": said(OFFICES[Role(found.owed_by)]),
        "evidence": [EVIDENCE.get(kind, kind) for kind in found.evidence],
        "kinds": KINDS,
        "today": today,
        "may_tighten": viewer.may(Right.ADOPT) and holding(rulings, code, here, today),
        "places": names([here, *(r.place for r in rulings), *(t.pack.jurisdiction for t in terms)]),
    }
    return render(request, "policy/measure.html", context)


def _near(viewer: Viewer, lo: int | None, hi: int | None) -> bool:
    """Tell whether an order is not a place's own, or its place lies around or inside one's own."""
    return lo is None or hi is None or (lo < viewer.hi and viewer.lo < hi)


@require_GET
def pack(request: HttpRequest, name: str) -> HttpResponse:
    """Show one pack: its orders, where it holds, and how to put it in force or end it."""
    return _pack_page(request, name)


@require_POST
def adopt(request: HttpRequest, name: str) -> HttpResponse:
    """Put a pack in force at the officer's place."""
    viewer = signed_in(request)
    form = AdoptForm(request.POST, draft=queries.pack(name).status != "active")
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.adopt(
                name, viewer.place_code, since=told["since"], until=told["until"], by=viewer,
                at=clock.now(), reason=told["reason"], knowingly=told.get("knowingly", False),
            )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, gettext("Put in force. The lists follow within a minute."))
            return redirect("pack", name)
    return _pack_page(request, name, adopt_form=form)


@require_POST
def end(request: HttpRequest, name: str) -> HttpResponse:
    """End a pack at the officer's place."""
    viewer = signed_in(request)
    form = EndForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.end_adoption(
                told["adoption"], until=told["until"], by=viewer, at=clock.now(),
                reason=told["reason"],
            )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(
                request, gettext("The end is set. What was due before stays as it was.")
            )
            return redirect("pack", name)
    return _pack_page(request, name, end_form=form)


def _pack_page(
    request: HttpRequest,
    name: str,
    adopt_form: AdoptForm | None = None,
    end_form: EndForm | None = None,
) -> HttpResponse:
    viewer = signed_in(request)
    found = queries.pack(name)
    adoptions = found.adoptions.all()
    today = days.local_day(clock.now())
    may = viewer.may(Right.ADOPT)
    own = [held for held in adoptions if viewer.covers(held.lo) and held.hi <= viewer.hi]
    running = next((held for held in own if held.until is None or held.until > today), None)
    first = {"since": today, "until": None}
    context = {
        "pack": found,
        "orders": found.orders.all(),
        "adoptions": adoptions,
        "regimes": REGIMES,
        "today": today,
        "may": may,
        "running": running if may else None,
        "adopt_form": adopt_form or AdoptForm(initial=first, draft=found.status != "active"),
        "end_form": end_form
        or EndForm(initial={"until": today, "adoption": running.pk if running else None}),
        "places": names([found.jurisdiction, viewer.place_code, *(a.place for a in adoptions)]),
    }
    wrong = adopt_form is not None or end_form is not None
    return render(request, "policy/pack.html", context, status=422 if wrong else 200)
