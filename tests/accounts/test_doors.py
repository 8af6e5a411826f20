"""Every address but the front door asks who is there."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from django.urls.resolvers import RoutePattern

PROBLEM_JSON = "application/problem+json"  # the API: nothing stands here
OPEN = {
    "login": "the front door",
    "i18n/setlang/": "chooses the language of the screens; shows nothing",
    "large-type": "chooses the size of the type; shows nothing",
    "api/v1/openapi.json": "describes the API; tells about nobody",
    "api/v1/": "the root of the API: nothing stands here",
    "field/": "the field app, empty until a phone is let in; tells about nobody",
    "field/sw.js": "keeps the field app on the phone; tells about nobody",
    "field/manifest.webmanifest": "how the field app is called; tells about nobody",
    **{
        f"field/api/{each}": "for phones: signed, or refused as a problem, not sent to the door"
        for each in ("attachments/x", "batch", "enrol", "list", "open", "wiped")
    },
    "certificate": "tells whoever holds a paper whether it is genuine, and nothing more",
    "my/500103": "a resident's own page: whoever has no secret finds nothing",
    "published/": "figures that the competent level published, for everybody",
    "published/1/": "one release of figures, for everybody",
    "levels/": "tells everybody which classes of communities and counties were published",
    "api-guide/": "shows how to use the API; tells about nobody",
}
SAMPLES: dict[str, object] = {
    "int": 1,
    "str": "500103",
    "slug": "x",
    "path": "x",
    "uuid": UUID(int=1),
}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield every address below `resolver`, with an example for each part that varies."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if not isinstance(entry.pattern, RoutePattern):  # each group by the first it may be
            route = before + re.sub(r"\(\?P<\w+>(\w+)[^)]*\)", r"\1", route.strip("^$"))
            route = route.replace("(?P<code>[0-9]+)", "500103")
            assert "(" not in route, f"{entry.pattern} cannot be walked"
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        else:
            yield example(entry, route)


def example(entry: URLPattern, route: str) -> str:
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            route = route.replace(written, str(SAMPLES.get(kind, "1")))
    return route


def unguarded() -> set[str]:
    """Return the addresses that answer a stranger with anything but the way to the door."""
    stranger = Client(raise_request_exception=False)
    found = set()
    for address in addresses(get_resolver()):
        assert "<" not in address, f"{address}: no example; see SAMPLES"
        for ask in (stranger.get, stranger.post):
            answer = ask(f"/{address}", headers={"accept": "text/html"})
            sent_away = answer.status_code == 302 and answer["Location"].startswith("/login")
            nowhere = answer.status_code == 404 and answer["Content-Type"] == PROBLEM_JSON
            if not (sent_away or nowhere or answer.status_code in {401, 405}):
                found.add(address)
    return found


def test_every_address_asks_who_is_there_or_says_why_not(committed: str) -> None:
    assert unguarded() == set(OPEN)


def careless(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse("everybody")


urlpatterns = [path("", include("anlin.config.urls")), path("careless/<int:number>", careless)]


@pytest.mark.urls(__name__)
def test_a_view_that_forgets_to_ask_is_found(committed: str) -> None:
    assert unguarded() - set(OPEN) == {"careless/1"}
