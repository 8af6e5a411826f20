"""The door of the API: who may enter, how often, and how a refusal is said."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import blake2b
from logging import getLogger
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from anlin.accounts.rules import Allowance, Scope, Viewer, draw
from anlin.base import clock
from anlin.base.http import PROBLEM_JSON, problem_json
from anlin.base.problems import NotUnderstoodError, OurFaultError, Problem, TooOftenError
from anlin.places.rules import UnknownPlaceError, span

PREFIX = "/api/v1/"
_left: dict[int, Allowance] = {}
_log = getLogger("django.request")


class KeyNeededError(Problem):
    """No key was sent, or it, its role or its account has ended."""

    code = "key-needed"
    http = 401
    zh = "没有带访问密钥，或密钥、授权、账号已失效。"
    en = "No access key was sent, or the key, its role or its account has ended."
    way_out_zh = "请登录后在“访问密钥”里新建一个，放在 Authorization: Bearer 之后发来。"
    way_out_en = "Sign in, make one under “Access keys”, and send it as Authorization: Bearer."


class OtherScopeError(Problem):
    """The key was made for other uses."""

    code = "other-scope"
    http = 403
    zh = "这个密钥没有“{scope}”用途，或您的角色不能这样做。"
    en = "This key was not made for “{scope}”, or your role does not allow it."
    way_out_zh = "请新建一个带这项用途的密钥，或换一个角色。"
    way_out_en = "Make a key with this use, or use a key of another role."


class OutOfReachError(Problem):
    """The place lies outside what the key's role is held over."""

    code = "out-of-reach"
    http = 403
    zh = "{code} 不在您的辖区之内。"
    en = "{code} is not within your area."
    way_out_zh = "请改查辖区内的地方；辖区见 /api/v1/me。"
    way_out_en = "Ask for a place within it; /api/v1/me says which it is."


class NoSuchAddressError(Problem):
    """Nothing stands at this address, or nothing that the key may see."""

    code = "no-such-address"
    http = 404
    zh = "这个地址没有内容。"
    en = "There is nothing at this address."
    way_out_zh = "所有地址见 /api/v1/openapi.json。"
    way_out_en = "Every address stands in /api/v1/openapi.json."


class AccessKey:
    """Lets a key in that was made for one scope."""

    openapi_security_schema: ClassVar[dict[str, str]] = {
        "type": "http",
        "scheme": "bearer",
        "description": "An access key, made under “Access keys” by somebody who signs in.",
    }

    scope: ClassVar[Scope]

    def __call__(self, request: HttpRequest) -> Viewer:
        """Return whom the key stands for.

        Raises:
            KeyNeededError: there is no key that works.
            OtherScopeError: it was made for something else.
            TooOftenError: it asked too often.
        """
        viewer = getattr(request, "viewer", None)
        if not isinstance(viewer, Viewer) or not viewer.key:
            raise KeyNeededError
        _count(viewer.key, clock.now())
        if self.scope not in viewer.scopes:
            raise OtherScopeError(scope=self.scope.value)
        return viewer


class ReadKey(AccessKey):
    """A key that reads."""

    scope = Scope.READ


class RecordKey(AccessKey):
    """A key that records."""

    scope = Scope.RECORD


class LeadKey(AccessKey):
    """A key that acts on lapses."""

    scope = Scope.LEAD


READ, RECORD, LEAD = ReadKey(), RecordKey(), LeadKey()


def _count(key: int, at: datetime) -> None:
    """Take one off what the key has left; each process of the web server counts by itself."""
    most = settings.API_PER_MINUTE
    allowance = draw(_left.get(key), at, most)
    if allowance is None:
        raise TooOftenError(most=most)
    _left[key] = allowance


def viewer_of(request: HttpRequest) -> Viewer:
    """Return whom the key of a request that was let in stands for."""
    viewer = vars(request)["viewer"]
    if not isinstance(viewer, Viewer):
        raise KeyNeededError
    return viewer


def reach(viewer: Viewer, code: str) -> tuple[int, int]:
    """Return the range of the place `code`, which must lie in the viewer's area, whole.

    Raises:
        OutOfReachError: it does not.
        UnknownPlaceError: no code looks like that.
    """
    try:
        lo, hi = span(code)
    except ValueError as error:
        raise UnknownPlaceError(field="code", code=code) from error
    if not viewer.covers_all(lo, hi):
        raise OutOfReachError(field="code", code=code)
    return lo, hi


def for_everybody(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view whose answer is public reference data: it may be kept and asked about again."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any view
        vars(request)["keep"] = True
        return view(request, *args, **kwargs)

    return marked


class Api(NinjaAPI):
    """The API with our own refusals, and answers that may be asked about again by ETag."""

    def __init__(self) -> None:
        super().__init__(
            title="Anlin",
            version="1",
            description="Places, orders, duties, lapses, figures; records of what was done.",
            docs_url=None,
            openapi_url=None,
            urls_namespace="api",
            auth=READ,
        )
        self.add_exception_handler(Problem, _refuse)
        self.add_exception_handler(ValidationError, _not_understood)
        self.add_exception_handler(HttpError, _unreadable)
        self.add_exception_handler(Http404, _nothing)
        self.add_exception_handler(Exception, _broken)

    def get_openapi_schema(self, **_: Any) -> OpenAPISchema:  # noqa: ANN401 - as ninja's own
        """Return the description: refusals have a type of their own, and absent is not null."""
        made = super().get_openapi_schema(path_prefix=PREFIX)
        for operation in (each for methods in made["paths"].values() for each in methods.values()):
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {PROBLEM_JSON: answer["content"]["application/json"]}
            for parameter in operation["parameters"]:
                kinds = parameter["schema"].pop("anyOf", [{}])
                parameter["schema"] |= kinds[0]
        return made

    def create_response(
        self,
        request: HttpRequest,
        data: Any,  # noqa: ANN401 - as ninja's own
        **more: Any,  # noqa: ANN401 - as ninja's own
    ) -> HttpResponse:
        """Return the answer; public reference data comes with an ETag, or not at all again."""
        response = super().create_response(request, data, **more)
        if not vars(request).get("keep") or response.status_code != 200:
            return response
        etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
        response["ETag"] = etag
        patch_cache_control(response, private=True, no_cache=True)
        return get_conditional_response(request, etag=etag, response=response) or response


def refusal(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return a problem as RFC 9457 asks, in both languages; nothing of the request stays."""
    if transaction.get_connection().in_atomic_block:
        transaction.set_rollback(True)
    return problem_json(problem)


def _refuse(request: HttpRequest, problem: Problem | type[Problem]) -> HttpResponse:
    made = problem() if isinstance(problem, type) else problem
    response = refusal(request, made)
    if made.http == 401:
        response["WWW-Authenticate"] = "Bearer"
    if made.http == 429:
        response["Retry-After"] = "5"
    return response


def _not_understood(
    request: HttpRequest, error: ValidationError | type[ValidationError]
) -> HttpResponse:
    errors = getattr(error, "errors", [])
    where = [".".join(map(str, each["loc"])) for each in errors]
    what = "; ".join(f"{at}: {each['msg']}" for at, each in zip(where, errors, strict=True))
    field = where[0].rpartition(".")[2] if where else ""
    return refusal(request, NotUnderstoodError(field=field, what=what[:500]))


def _unreadable(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    return refusal(request, NotUnderstoodError(what=str(error)))


def _nothing(request: HttpRequest, error: Http404 | type[Http404]) -> HttpResponse:
    return refusal(request, NoSuchAddressError())


def _broken(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    _log.error("API: %s %s", request.method, request.path, exc_info=True)
    return refusal(request, OurFaultError())
