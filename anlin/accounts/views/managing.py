"""What an administrator does with accounts and roles; whatever is refused keeps what was typed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from anlin.accounts import actions, queries
from anlin.accounts.forms import AccountForm, EndForm, GrantForm, LastDayForm
from anlin.accounts.rules import (
    DRAWN,
    LETTERS,
    OFFICES,
    NotYoursError,
    Right,
    Role,
    Viewer,
    grouped,
    needs_second,
)
from anlin.accounts.views.places import around
from anlin.accounts.views.staff import show
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.base.words import said
from anlin.places.rules import level_of


@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an account; its first password is shown this once."""
    by, at = _manager(request), clock.now()
    place = queries.place_within(by, request.GET.get("place", ""))
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told, secret = form.cleaned_data, _secret()
        try:
            user = actions.create_user(
                by=by, at=at, username=told["username"], name=told["name"], password=secret,
                place=place, active_until=form.until(),
            )  # fmt: skip
        except Problem as problem:
            beside(form, problem)
        else:
            return show(request, by, user.pk, at, secret=secret, status=201)
    context = around(by, place, at) | {"form": form}
    return render(request, "accounts/new.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give an account a role: first where, then which and from when until when."""
    by, at = _manager(request), clock.now()
    user = queries.account(by, number)
    if user is None or number == by.user or user.active_until <= local_day(at):
        raise Http404
    place = queries.place_within(by, request.GET.get("place", ""))
    fitting = [role for role, office in OFFICES.items() if level_of(place) in office.levels]
    form = GrantForm(
        request.POST or None,
        roles=[(role, said(OFFICES[role])) for role in fitting],
        initial={"since": local_day(at), "last": user.last},
    )
    if request.method == "POST" and form.is_valid():
        since, until = form.times(at)
        role = form.cleaned_data["role"]
        try:
            actions.give_role(
                by=by, at=at, user=number, role=role, place=place, since=since, until=until
            )
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _told(by, role, user.made_by, user.keyed_by))
            return redirect("account", number)
    second = [r for r in fitting if needs_second(by, r, user.made_by, user.keyed_by)]
    context = around(by, place, at) | {
        "user": user, "form": form, "fitting": fitting, "second": [OFFICES[r] for r in second],
    }  # fmt: skip
    return render(request, "accounts/give.html", context, status=422 if form.is_bound else 200)


@never_cache
@sensitive_variables("secret")
@require_POST
def password(request: HttpRequest, number: int) -> HttpResponse:
    """Give somebody a new password, shown this once; every session of theirs ends."""
    by, at = _manager(request), clock.now()
    if number == by.user:
        raise NotYoursError
    secret = _secret()
    actions.change_password(by=by, at=at, user=number, new=secret)
    return show(request, by, number, at, secret=secret)


@never_cache
@require_POST
def prolong(request: HttpRequest, number: int) -> HttpResponse:
    """Let an account work until another day."""
    by, at = _manager(request), clock.now()
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            actions.prolong_user(by=by, at=at, user=number, active_until=form.until())
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("The last day has been changed."))
            return redirect("account", number)
    return show(request, by, number, at, last_form=form, status=422)


@never_cache
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an account; its sessions are out at their next request."""
    by, at = _manager(request), clock.now()
    form = EndForm(request.POST)
    if not form.is_valid():
        return show(request, by, number, at, end_form=form, status=422)
    actions.disable_user(by=by, at=at, user=number, reason=form.cleaned_data["reason"])
    messages.success(request, _("The account has ended. Whoever used it is out at once."))
    return redirect("account", number)


@never_cache
@require_POST
def end_role(request: HttpRequest, number: int) -> HttpResponse:
    """End one role at once."""
    by, at = _manager(request), clock.now()
    form = EndForm(request.POST)
    holder = queries.holder(by, number)
    if holder is None:
        raise NotYoursError
    if not form.is_valid():
        return show(request, by, holder, at, role_form=form, role=number, status=422)
    actions.end_grant(by=by, at=at, grant=number, reason=form.cleaned_data["reason"])
    messages.success(request, _("The role has ended at once."))
    return redirect("account", holder) if queries.account(by, holder) else redirect("staff")


@never_cache
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm, as the second administrator, a role that another one proposed."""
    actions.confirm_role(by=_manager(request), at=clock.now(), proposal=number)
    messages.success(request, _("Confirmed. The role works from now on."))
    return redirect("staff")


@never_cache
@require_POST
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse a proposed role, or take the own proposal back."""
    by = _manager(request)
    form = EndForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.refuse_role(by=by, at=clock.now(), proposal=number, reason=reason)
        messages.success(request, _("Not given, with your name and the reason."))
    else:
        messages.error(request, _("Write why, so that those who come later understand it."))
    return redirect("staff")


def _manager(request: HttpRequest) -> Viewer:
    """Return the viewer, who may manage accounts.

    Raises:
        NotYoursError: somebody else.
    """
    viewer = queries.signed_in(request)
    if not viewer.may(Right.MANAGE):
        raise NotYoursError
    return viewer


def _told(by: Viewer, role: Role, made_by: int | None, keyed_by: int | None) -> str:
    if needs_second(by, role, made_by, keyed_by):
        return _("Proposed. It works as soon as another administrator confirms it.")
    return _("The role has been given.")


def _secret() -> str:
    return grouped(get_random_string(DRAWN, LETTERS))
