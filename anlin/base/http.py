"""One request, one transaction, one scope; and problems told to whoever asked."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, is_valid_path, resolve
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from anlin.base import clock
from anlin.base.problems import Problem, told

Answer = Callable[[HttpRequest], HttpResponseBase]
NOT_TO_OPEN = 405
PROBLEM_JSON = "application/problem+json"


def problem_json(problem: Problem, **more: object) -> JsonResponse:
    """Return a problem as RFC 9457 asks, in both languages, for programs and phones."""
    said = told(problem)
    body = {"type": f"/api-guide/#{problem.code}", "title": said["en"], "status": problem.http}
    return JsonResponse(body | said | more, status=problem.http, content_type=PROBLEM_JSON)


def beside(form: Form, problem: Problem) -> None:
    """Say a problem beside the field it is about, or above a form that has no such field."""
    field = problem.field if problem.field in form.fields else None
    form.add_error(field, problem.say(get_language() or ""))


class SignInNeededError(Problem):
    """Nobody is signed in, or the account or the grant has ended since."""

    code = "sign-in-needed"
    http = 401
    zh = "您还没有登录，或登录已失效。"
    en = "You are not signed in, or your sign-in has ended."
    way_out_zh = "请重新登录。"
    way_out_en = "Please sign in again."


class ScopeMiddleware:
    """Answer a signed-in person inside one transaction that sees only the chosen grant's places.

    `settings.VIEWER` names the function that finds the person of a request and opens the scope,
    at every request anew, so an ended account, grant or key is out at once. Without a person no
    scope opens: the database shows nothing. A body that streams after the answer finds none either.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.find = cast(
            "Callable[[HttpRequest, datetime], object | None]", import_string(settings.VIEWER)
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer `request` with `request.viewer` set: the person, or None."""
        vars(request)["viewer"] = None
        if SESSION_KEY not in request.session:
            return self.get_response(request)
        return self.answer(request, self.get_response)

    def answer(self, request: HttpRequest, view: Answer) -> HttpResponseBase:
        """Return what `view` answers to the person of `request`, in one transaction."""
        with transaction.atomic():
            viewer = self.find(request, clock.now())
            vars(request)["viewer"] = viewer
            response = view(request)
            if getattr(request, "failed", False):
                transaction.set_rollback(True)
        if viewer is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")  # telephones are lent
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Let nothing stay of what a failed view wrote; its answer may still read."""
        vars(request)["failed"] = True


class ProgramMiddleware(ScopeMiddleware):
    """Lead programs and phones straight to their doors, in one transaction as everybody else.

    They come by key and not by session, send no form, and are told each refusal in both languages
    by the door itself: what follows in the list of middleware is for people.
    """

    def __init__(self, get_response: Answer) -> None:
        super().__init__(get_response)
        self.resolve = lru_cache(maxsize=1000)(resolve)  # of many addresses few are asked for

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a program or a phone; hand on whatever else is asked."""
        if not request.path_info.startswith((settings.API_PATH, settings.DEVICE_PATH)):
            return self.get_response(request)
        try:
            found = self.resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        request.resolver_match = found
        response = self.answer(
            request, lambda asked: found.func(asked, *found.args, **found.kwargs)
        )
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response


class ProblemMiddleware:
    """Tell a problem in the reader's language: as a page, or as JSON to whoever asked for it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer `request`; whoever only opens the address of a sent form is led to its page."""
        response = self.get_response(request)
        if response.status_code != NOT_TO_OPEN or request.method != "GET":
            return response
        if getattr(request, "viewer", None) is None:
            return response
        return redirect(_above(request.path_info))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the problem's answer, or None for anything that is not a problem."""
        if not isinstance(exception, Problem):
            return None
        sentence = exception.say(get_language() or settings.LANGUAGE_CODE)
        if request.accepts("text/html"):
            if isinstance(exception, SignInNeededError):
                query = urlencode({"next": _page_of(request)})
                return redirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")
            context = {"problem": sentence, "code": exception.code}
            return render(request, "problem.html", context, status=exception.http)
        body = {"code": exception.code, "problem": sentence, "field": exception.field}
        return JsonResponse(body, status=exception.http)


def source_of(request: HttpRequest) -> str:
    """Return the address a request comes from, or nothing where none can be trusted.

    Behind the proxy that ends TLS it is the last one the proxy named; what a browser sent before
    that is worth nothing. A proxy that names none would make everybody one address.
    """
    if not settings.BEHIND_TLS:
        return str(request.META.get("REMOTE_ADDR") or "")
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()


def _above(path: str) -> str:
    """Return the page that an address lies under, or the start where there is none."""
    page = path.rstrip("/").rpartition("/")[0] + "/"
    return page if is_valid_path(page) else "/"


def _page_of(request: HttpRequest) -> str:
    """Return the page the reader stands on: a part of a page or a sent form is none."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        return request.get_full_path()
    return urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
