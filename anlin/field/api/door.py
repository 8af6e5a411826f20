"""How a phone is let in, how often, and what every answer tells it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from logging import getLogger
from secrets import randbelow
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from anlin.accounts.queries.devices import by_device, lease_until
from anlin.accounts.rules import Allowance, draw
from anlin.accounts.rules.devices import DeviceEndedError
from anlin.base import clock
from anlin.base.http import problem_json
from anlin.base.problems import NotUnderstoodError, OurFaultError, Problem, TooOftenError
from anlin.field.rules import BusyError

Shape = dict[str, Any] | msgspec.Struct
PhoneView = Callable[..., HttpResponseBase]
_left: dict[int, Allowance] = {}
_everybody = 0  # under this number all phones together draw
_encode = msgspec.json.Encoder(uuid_format="canonical").encode
_log = getLogger("django.request")


def said(body: Shape, status: int = 200) -> HttpResponse:
    """Return `body` as JSON."""
    return HttpResponse(_encode(body), status=status, content_type="application/json")


def phone(method: str) -> Callable[[PhoneView], PhoneView]:
    """Let a phone in that proves which it is; the view takes request, viewer, moment."""

    def wrap(view: PhoneView) -> PhoneView:
        def enter(request: HttpRequest, at: datetime, **more: Any) -> HttpResponseBase:  # noqa: ANN401 - parts of the address
            viewer = by_device(request, at)
            vars(request)["viewer"] = viewer
            count(viewer.device, settings.DEVICE_PER_MINUTE, at)
            response = view(request, viewer, at, **more)
            response["Anlin-Lease-Until"] = told_at(lease_until(at))
            return response

        return gate(method)(enter)

    return wrap


def gate(method: str) -> Callable[[PhoneView], PhoneView]:
    """Answer one method; say every refusal as a problem, of which nothing stays."""

    def wrap(view: PhoneView) -> PhoneView:
        @csrf_exempt  # no cookie lets anybody in here
        @wraps(view)
        def guarded(request: HttpRequest, **more: Any) -> HttpResponseBase:  # noqa: ANN401 - parts of the address
            at = clock.now()
            try:
                if request.method != method:
                    raise NotUnderstoodError(what=f"{request.method}: {method}")
                count(_everybody, settings.PHONES_PER_MINUTE, at)
                response = view(request, at, **more)
            except Problem as problem:
                response = _refuse(problem)
            except RequestDataTooBig:
                response = _refuse(NotUnderstoodError(what="> 2.5 MB"))
            except (OperationalError, InterfaceError):
                response = _refuse(BusyError())
            except Exception:
                _log.exception("phone: %s %s", request.method, request.path)
                response = _refuse(OurFaultError())
            response["Anlin-Now"] = told_at(at)
            response["X-Content-Type-Options"] = "nosniff"
            patch_cache_control(response, private=True, no_cache=True)
            return response

        return guarded

    return wrap


def count(number: int, most: int, at: datetime) -> None:
    """Take one off what a phone, or all of them, may still ask this minute.

    Raises:
        BusyError: all phones together ask too much of this process.
        TooOftenError: this one does.
    """
    allowance = draw(_left.get(number), at, most)
    if allowance is None:
        raise TooOftenError(most=most) if number else BusyError
    _left[number] = allowance


def told_at(moment: datetime) -> str:
    """Return a moment as phones are told it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _refuse(problem: Problem) -> HttpResponse:
    """Return a refusal; whoever is to come again hears when, each another moment."""
    if transaction.get_connection().in_atomic_block:
        transaction.set_rollback(True)
    more = {"wipe": problem.wipe} if isinstance(problem, DeviceEndedError) else {}
    response = problem_json(problem, **more)
    if problem.http == 429:
        response["Retry-After"] = str(5 + randbelow(11))
    if problem.http == 503:
        response["Retry-After"] = str(10 + randbelow(51))
    return response
