"""Signing in and out, changing the grant one works under, changing the password."""

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts import actions, queries
from anlin.accounts.forms import SCOPE_WORDS, KeyForm, PasswordForm, SignInForm
from anlin.accounts.rules import OFFICES, Scope, fitting
from anlin.base import clock
from anlin.base.http import source_of
from anlin.base.problems import Problem
from anlin.places.queries import names

_YEAR = 365 * 24 * 3600


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password; let the person in, or say why not."""
    form = SignInForm(request.POST or None)
    goal = _goal(request)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _let_in(request, form.cleaned_data["username"], form.cleaned_data["password"])
        except Problem as problem:
            form.add_error(None, problem.say(get_language() or ""))
            status = problem.http
    context = {"form": form, "next": goal, "kept": queries.is_kept(request)}
    return render(request, "accounts/login.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """Show that what was sent too late is still there, to send it again or to let it go."""
    queries.signed_in(request)
    found = queries.kept(request)
    if request.method == "POST" or found is None:
        queries.forget(request)
        return redirect(found.page if found else settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/kept.html", {"found": found})


@never_cache
@require_GET
def token(request: HttpRequest) -> HttpResponse:
    """Tell the token that forms of the person signed in carry now; an open page may be older."""
    return JsonResponse({"person": queries.signed_in(request).user, "token": get_token(request)})


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session."""
    actions.sign_out(by=queries.signed_in(request), at=clock.now())
    auth.logout(request)
    return redirect(settings.LOGIN_URL)


@require_POST
def switch_grant(request: HttpRequest) -> HttpResponse:
    """Go on under another of the person's grants, from the start page."""
    by, at = queries.signed_in(request), clock.now()
    asked = request.POST.get("grant", "")
    to = queries.viewer_for(by.user, int(asked) if asked.isdecimal() else 0, at)
    actions.switch_grant(by=by, to=to, at=at)
    request.session[queries.GRANT_SESSION_KEY] = to.grant
    return redirect(settings.LOGIN_REDIRECT_URL)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; every other session of the person ends."""
    by = queries.signed_in(request)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["password"]
        try:
            user = actions.change_password(by=by, at=clock.now(), user=by.user, old=old, new=new)
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
        else:
            auth.login(request, user, backend=queries.BACKEND)
            messages.success(request, _("Your password has been changed."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/password.html", {"form": form})


@never_cache
@sensitive_variables("secret", "shown")
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Show the own access keys and make a new one; its text is shown this once."""
    by, at = queries.signed_in(request), clock.now()
    scopes = fitting(Scope, by.office.rights)
    form = KeyForm(request.POST or None, scopes=scopes)
    shown: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            key, secret = actions.make_key(
                name=told["name"], scopes=map(Scope, told["scopes"]), days=told["days"],
                by=by, at=at,
            )  # fmt: skip
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
        else:
            shown = {"made": key, "secret": secret}
            form = KeyForm(scopes=scopes)
    held = queries.keys_of(by)
    return render(request, "accounts/keys.html", shown | {
        "form": form,
        "working": held.filter(ended_at=None, until__gt=at),
        "ended": held.exclude(ended_at=None, until__gt=at)[:20],
        "words": SCOPE_WORDS,
        "places": names(key.grant.place_code for key in held),
        "offices": OFFICES,
        "at": at,
    })  # fmt: skip


@require_POST
def end_key(request: HttpRequest, number: int) -> HttpResponse:
    """End an access key at once."""
    actions.end_key(key=number, by=queries.signed_in(request), at=clock.now())
    messages.success(request, _("The key has been ended. Whoever used it is out at once."))
    return redirect("keys")


def _let_in(request: HttpRequest, username: str, secret: str) -> HttpResponse:
    at = clock.now()
    known, mark = queries.owner_of(username), queries.device_of(request)
    device = mark if mark.startswith(known) else ""
    user = actions.sign_in(
        username=username, password=secret, device=device, source=source_of(request), at=at
    )
    viewer = queries.viewer_for(user.pk, None, at)
    auth.login(request, user, backend=queries.BACKEND)
    request.session[queries.GRANT_SESSION_KEY] = viewer.grant
    response = redirect("kept" if queries.keep_only_for(request, username) else _goal(request))
    response.set_signed_cookie(
        queries.DEVICE,
        device or f"{known}{get_random_string(22)}",
        salt=queries.DEVICE,
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
    return response


def _goal(request: HttpRequest) -> str:
    """Return the page the person was on the way to, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if ours else str(settings.LOGIN_REDIRECT_URL)
