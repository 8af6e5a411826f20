"""The desk of one gate: somebody stands before it, and five seconds later has passed."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.queries import signed_in
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.premises import actions, queries
from anlin.premises.forms import VisitorForm
from anlin.premises.queries import Found
from anlin.premises.rules import (
    PassageBody,
    Typed,
    Visitor,
    Way,
    feverish,
    temperature_of,
    typed,
)


@dataclass(slots=True)
class Said:
    """What the desk answers beside its register."""

    found: list[Found] | None = None
    text: str = ""
    problem: str = ""
    done: UUID | None = None
    visitor: VisitorForm | None = None


@never_cache
@require_GET
def desk(request: HttpRequest, gate: int) -> HttpResponse:
    """Show the desk of a gate, ready for whoever comes next."""
    return _desk(request, gate, Said())


@never_cache
@require_POST
def find(request: HttpRequest, gate: int) -> HttpResponse:
    """Say who a scanned code, a plate or last digits belong to; a code passes at once.

    Where a temperature is asked, a code of somebody who comes in waits for it.
    """
    viewer = signed_in(request)
    opened = queries.gate(viewer, gate)
    if opened is None or not viewer.gate:
        raise Http404
    text = request.POST.get("q", "").replace("\0", "").strip()
    found = queries.find(opened, text) if text else []
    limit = queries.fever_limit(opened.place, clock.now())
    passes = len(found) == 1 and typed(text)[0] is Typed.CODE
    if passes and (found[0].inside or (limit is None and not found[0].left)):
        way = Way.OUT if found[0].inside else Way.IN
        return _register(request, gate, found[0].kind, str(found[0].number), way, "")
    return _desk(request, gate, Said(found=found, text=text))


@never_cache
@require_POST
def register(request: HttpRequest, gate: int) -> HttpResponse:
    """Register somebody who was found, the way the gatekeeper says."""
    signed_in(request)
    way = Way(request.POST.get("way", "")) if request.POST.get("way") in list(Way) else Way.IN
    kind, number = request.POST.get("kind", ""), request.POST.get("number", "")
    return _register(request, gate, kind, number, way, request.POST.get("temperature", ""))


@never_cache
@require_POST
def visitor(request: HttpRequest, gate: int) -> HttpResponse:
    """Register a visitor by hand."""
    signed_in(request)
    form = VisitorForm(request.POST)
    if not form.is_valid():
        return _desk(request, gate, Said(visitor=form))
    told = {name: form.cleaned_data[name] for name in Visitor.__struct_fields__}
    body = PassageBody(gate, "in", visit=_uid(request), visitor=Visitor(**told))
    return _take(request, body, form.cleaned_data["temperature"], form)


@never_cache
@require_POST
def correct(request: HttpRequest, gate: int) -> HttpResponse:
    """Turn the way of an entry around, or take it back; both are entries of their own."""
    viewer = signed_in(request)
    opened = queries.gate(viewer, gate)
    if opened is None:
        raise Http404
    ways = {"in": Way.IN, "out": Way.OUT, "refused": Way.REFUSED, "void": None}
    try:
        made = actions.correct(
            id=_uid(request), place=opened.place, passage=UUID(request.POST.get("passage", "")),
            way=ways[request.POST.get("way", "")], by=viewer, at=clock.now(),
        )  # fmt: skip
    except (KeyError, ValueError):
        raise Http404 from None
    except Problem as problem:
        return _desk(request, gate, Said(problem=problem.say(get_language() or "")))
    return _desk(request, gate, Said(done=None if made.void else made.uid))


def _register(
    request: HttpRequest, gate: int, kind: str, number: str, way: Way, temperature: str
) -> HttpResponse:
    try:
        if kind == "visit":
            body = PassageBody(gate, way.value, visit=UUID(number))
        elif kind == "vehicle":
            body = PassageBody(gate, way.value, vehicle=int(number))
        else:
            body = PassageBody(gate, way.value, pass_=int(number))
    except ValueError:
        raise Http404 from None
    return _take(request, body, temperature)


def _take(
    request: HttpRequest, body: PassageBody, warm: str, form: VisitorForm | None = None
) -> HttpResponse:
    """Register one passage; somebody with fever is registered as not let in."""
    viewer, at = signed_in(request), clock.now()
    opened = queries.gate(viewer, body.gate)
    if opened is None:
        raise Http404
    limit = queries.fever_limit(opened.place, at)
    try:
        measured = temperature_of(warm)
        if limit and body.way == "in" and measured is None and "unmeasured" not in request.POST:
            return _desk(request, body.gate, _unmeasured(request, form))
        hot = body.way == "in" and feverish(measured, limit.value if limit else None)
        body = msgspec.structs.replace(
            body, way="refused" if hot else body.way, temperature=str(measured or "")
        )
        made = actions.register(told=actions.Now(_uid(request), at, body), by=viewer, at=at)
    except Problem as problem:
        text = request.POST.get("q", "")
        said = Said(problem=problem.say(get_language() or ""), text=text, visitor=form)
        return _desk(request, body.gate, said)
    return _desk(request, body.gate, Said(done=made.uid))


def _unmeasured(request: HttpRequest, form: VisitorForm | None) -> Said:
    word = _("Enter the temperature, or choose not taken.")
    if form is not None:
        form.add_error("temperature", word)
        return Said(visitor=form)
    return Said(problem=word, text=request.POST.get("q", ""))


def _uid(request: HttpRequest) -> UUID:
    """Return the id that the sent form carries: the same form sent twice is one passage."""
    try:
        return UUID(request.POST.get("uid", ""))
    except ValueError:
        raise Http404 from None


def _desk(request: HttpRequest, gate: int, said: Said) -> HttpResponse:
    viewer, at = signed_in(request), clock.now()
    opened = queries.gate(viewer, gate)
    if opened is None or not viewer.gate:
        raise Http404
    if said.problem and said.found is None and said.text:
        said.found = queries.find(opened, said.text)
    lines = queries.last_lines(opened, at)
    within = queries.inside(opened.place, opened.place + 1, at)
    limit = queries.fever_limit(opened.place, at)
    done = next((line for line in lines if line.uid == said.done), None)
    context = {
        "gate": opened,
        "said": said,
        "limit": limit,
        "done": done,
        "hot": done and limit and feverish(done.temperature, limit.value),
        "lines": lines,
        "inside": within,
        "visitors": [line for line in within if line.who.kind == "visit"],
        "form": said.visitor or VisitorForm(),
        "uid": uuid4(),
    }
    if request.method == "POST" and "HX-Request" not in request.headers and said.done:
        return redirect("gate", gate)
    whole = request.method == "GET" or "HX-Request" not in request.headers
    return render(request, "premises/desk.html" if whole else "premises/at_desk.html", context)
