"""Who works here as what: the list, one account, and what an administrator does with it."""

from datetime import datetime

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlin.accounts import queries
from anlin.accounts.forms import EndForm, LastDayForm
from anlin.accounts.rules import OFFICES, Right, Role, SameHandError, Viewer, may_confirm
from anlin.accounts.views.places import around
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.words import said
from anlin.places.queries import names
from anlin.places.rules import span

PAGE = 50
_STATES = ("", "soon", "ended")
_PHONES = 5


@never_cache
@require_GET
def staff(request: HttpRequest) -> HttpResponse:
    """List the accounts of a place with their roles, and what waits for a second administrator."""
    viewer, at = _reader(request), clock.now()
    place = queries.place_within(viewer, request.GET.get("place", ""))
    asked = _asked(request.GET)
    found = queries.staff(viewer, asked, *span(place), at, most=PAGE + 1)
    page, more = found[:PAGE], found[PAGE:]
    own = place == viewer.place_code and not (asked.text or asked.role or asked.state)
    guests = queries.guests(viewer, at) if own and not asked.after else []
    waits = queries.waiting(viewer, at)
    codes = {grant.place_code for each in page for grant in each.held}
    codes |= {each.grant.place_code for each in guests} | {each.row.place_code for each in waits}
    return render(request, "accounts/staff.html", around(viewer, place, at) | {
        "asked": asked,
        "found": page,
        "next": _next(request.GET, page[-1]) if more else "",
        "guests": guests,
        "waits": [(each, _hand(viewer, each)) for each in waits],
        "places": names(codes),
        "roles": [(role.value, said(office)) for role, office in OFFICES.items()],
        "offices": OFFICES,
        "soon": queries.soon(at),
        "may": viewer.may(Right.MANAGE),
        "form": EndForm(),
    })  # fmt: skip


@never_cache
@require_GET
def account(request: HttpRequest, number: int) -> HttpResponse:
    """Show one account, its roles, and what an administrator can do with it."""
    return show(request, _reader(request), number, clock.now())


def show(
    request: HttpRequest, viewer: Viewer, number: int, at: datetime, *, secret: str = "",
    last_form: Form | None = None, end_form: Form | None = None, role_form: Form | None = None,
    role: int = 0, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Draw the page of one account.

    Raises:
        Http404: it is out of sight.
    """
    user = queries.account(viewer, number)
    if user is None:
        raise Http404
    roles = list(queries.roles_of(viewer, number))
    waits = queries.waiting(viewer, at, user=number)
    codes = [each.place_code for each in roles] + [each.row.place_code for each in waits]
    last = {"last": user.last}
    return render(request, "accounts/account.html", {
        "user": user,
        "works": user.active_until > local_day(at),
        "secret": secret,
        "held": [each for each in roles if each.until > at],
        "over": [each for each in roles if each.until <= at],
        "waits": [(each, _hand(viewer, each)) for each in waits],
        "kept": queries.code_at(user.place),
        "places": names([*codes, queries.code_at(user.place)]),
        "offices": OFFICES,
        "soon": queries.soon(at),
        "at": at,
        "may": viewer.may(Right.MANAGE) and number != viewer.user,
        "own": number == viewer.user,
        "devices": list(queries.devices_of(number)[:_PHONES]),
        "hand": number in queries.hands_out_to(viewer, [number], at),
        "form": EndForm(),
        "last_form": last_form or LastDayForm(initial=last),
        "end_form": end_form or EndForm(),
        "role_form": role_form,
        "role": role,
    }, status=status)  # fmt: skip


def _reader(request: HttpRequest) -> Viewer:
    """Return the viewer, who may see staff.

    Raises:
        Http404: somebody else; for them the page is not there.
    """
    viewer = queries.signed_in(request)
    if not viewer.staff:
        raise Http404
    return viewer


def _asked(told: QueryDict) -> queries.Filter:
    place, _sep, number = told.get("after", "").partition(".")
    known = place.isdecimal() and number.isdecimal() and len(place + number) < 36
    state = told.get("state", "")
    role = told.get("role", "")
    return queries.Filter(
        text=told.get("q", "").replace("\0", "").strip()[:64],
        role=role if role in set(Role) else "",
        state=state if state in _STATES else "",
        after=(int(place), int(number)) if known else None,
    )


def _next(told: QueryDict, last: queries.Member) -> str:
    """Return the query of the next page: the same, after the last row of this one."""
    query = told.copy()
    query["after"] = f"{last.user.place}.{last.user.pk}"
    return query.urlencode()


def _hand(viewer: Viewer, waits: queries.Waiting) -> str:
    """Return what the viewer can do with a proposal: `confirm`, `withdraw`, or nothing."""
    row = waits.row
    if row.by_id == viewer.user:
        return "withdraw"
    try:
        second = may_confirm(
            viewer, proposer=row.by_id, holder=row.user_id, place=row.place_code,
            from_code=row.from_code,
        )  # fmt: skip
    except SameHandError:
        second = False
    return "confirm" if second else ""
