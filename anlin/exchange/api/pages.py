"""The description of the API for programs and for people; nothing here tells about anybody."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from anlin.base.problems import Problem
from anlin.exchange.api.addresses import api
from anlin.exchange.api.door import LEAD, PREFIX, READ, RECORD, NoSuchAddressError, refusal
from anlin.exchange.api.examples import EXAMPLES, Example

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
    """Show every address with an example, and every refusal."""
    here = request.build_absolute_uri("/").rstrip("/")
    found = {kind.code: kind for kind in _kinds(Problem)}
    refusals = [{name: getattr(found[code], name) for name in _SAID} for code in sorted(found)]
    return render(
        request, "exchange/guide.html", {"addresses": list(addresses(here)), "refusals": refusals}
    )


def addresses(here: str) -> Iterator[Address]:
    """Yield every address in the order of the code, with its example."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, told in methods.items():
            example = EXAMPLES[told["operationId"]]
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
