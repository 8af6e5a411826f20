"""The description of the API for programs and for people; strangers read of nobody."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from shlex import quote
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from anlin.accounts.rules import Viewer
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.duties.queries import inbox
from anlin.exchange import queries
from anlin.exchange.api.addresses import api
from anlin.exchange.api.door import LEAD, PREFIX, READ, RECORD, NoSuchAddressError, refusal
from anlin.exchange.api.examples import Example, Known, examples
from anlin.places.rules import BUILDING, COMMUNITY, code_of

_SAID = ("code", "http", "zh", "en", "way_out_zh", "way_out_en")
_SCOPES = {type(key).__name__: key.scope.value for key in (READ, RECORD, LEAD)}


@dataclass(frozen=True, slots=True)
class Address:
    """One address as the guide shows it."""

    name: str
    says: str | Promise
    method: str
    path: str
    scope: str
    query: tuple[str, ...]
    curl: str


@require_GET
@cache_control(private=True, no_cache=True)
def schema(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document, made from the code that answers."""
    return JsonResponse(dict(api.get_openapi_schema()))


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Say in the API's own way that nothing stands at an address."""
    return refusal(request, NoSuchAddressError())


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Show every address with an example, and every refusal.

    Whoever is signed in reads examples about the own place, that work as they are printed.
    """
    viewer = getattr(request, "viewer", None)
    known = _known(viewer) if isinstance(viewer, Viewer) else Known()
    here = request.build_absolute_uri("/").rstrip("/")
    found = {kind.code: kind for kind in _kinds(Problem)}
    refusals = [{name: getattr(found[code], name) for name in _SAID} for code in sorted(found)]
    return render(
        request,
        "exchange/guide.html",
        {"addresses": list(addresses(here, known)), "refusals": refusals},
    )


def _known(viewer: Viewer) -> Known:
    """Return what the viewer can ask for: the own place, a duty and a lapse of it if there is one.

    A duty is looked for in communities and grids only: wider places hold too many.
    """
    at = clock.now()
    known = Known(place=viewer.place_code, at=at, ids=(str(uuid4()), str(uuid4())))
    if viewer.level >= COMMUNITY:
        asked = (viewer.lo, viewer.hi)
        found, _ = queries.duties_page(viewer, asked, known.day, known_at=at, at=at, limit=50)
        for duty in (each for each in found if each.place != each.subject):
            known = replace(
                known, window=duty.window, subject=duty.subject,
                building=code_of(duty.place, BUILDING),
            )  # fmt: skip
            break
    told = inbox(viewer, at=at)
    items = sorted((*told.items, *told.left), key=lambda item: not item.may_note)
    return replace(known, lapse=items[0].lapse) if items else known


def addresses(here: str, known: Known) -> Iterator[Address]:
    """Yield every address in the order of the code, with its example."""
    told_by = examples(known)
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, told in methods.items():
            example = told_by[told["operationId"]]
            yield Address(
                name=told["operationId"],
                says=example.says,
                method=method.upper(),
                path=path,
                scope=_SCOPES[next(iter(told["security"][0]))],
                query=tuple(each["name"] for each in told["parameters"] if each["in"] == "query"),
                curl=_curl(here, example),
            )


def _curl(here: str, example: Example) -> str:
    """Return the example as one types it; the key stands in the variable KEY."""
    said = f'curl -H "Authorization: Bearer $KEY" {quote(f"{here}{PREFIX}{example.address}")}'
    if example.body is None:
        return said
    body = json.dumps(example.body, ensure_ascii=False, indent=1)
    return f"{said} -H 'Content-Type: application/json' -d {quote(body)}"


def _kinds(problem: type[Problem]) -> Iterator[type[Problem]]:
    for kind in problem.__subclasses__():
        if "code" in vars(kind):
            yield kind
        yield from _kinds(kind)
