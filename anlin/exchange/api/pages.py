"""The description of the API for programs and for people; nothing here tells about anybody."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from anlin.exchange.api.addresses import api
from anlin.exchange.api.door import NoSuchAddressError, refusal


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
    """Show every address with an example."""
    return render(request, "exchange/guide.html", {})
