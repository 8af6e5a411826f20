"""Pages of places: as of any day, and the changes that who leads there may make."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import place_within, signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.fields import FIRST, LAST
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.places.rules import Kind, parent
from anlin.territory import actions, queries
from anlin.territory.forms import ChangeForm, MergeForm, RecodeForm, SetUpForm, SplitForm
from anlin.territory.rules import fitting, like

MOST_PARTS = 6


@never_cache
@require_GET
def territory(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show a place as of a day: what it is, what lies below, what became of it."""
    viewer, code = _asked(request, code)
    today = local_day(clock.now())
    day = _day(request, today)
    return render(request, "territory/place.html", {
        "page": queries.page(viewer, code, day), "day": day, "today": today,
        "words": queries.KIND_WORDS,
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest, code: str) -> HttpResponse:
    """Set up places below one."""
    viewer, here, today = _changing(request, code)
    kinds = fitting(Kind(here.place.kind))
    first = {"on": today, "kind": kinds[0].value if len(kinds) == 1 else None}
    form = SetUpForm(request.POST or None, kinds=kinds, initial=first)

    def act() -> str:
        told = form.cleaned_data
        actions.set_up(
            code, told["kind"], told["names"], told["on"], by=viewer, at=clock.now(),
            reason=told["reason"],
        )  # fmt: skip
        return code

    return _done(request, here, form, act, "territory/set_up.html")


@never_cache
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close a place, or reopen it if it is closed."""
    viewer, here, today = _changing(request, code)
    form = ChangeForm(request.POST or None, initial={"on": today})
    verb = actions.close if here.open else actions.reopen

    def act() -> str:
        told = form.cleaned_data
        verb(code, told["on"], by=viewer, at=clock.now(), reason=told["reason"])
        return code

    return _done(request, here, form, act, "territory/close.html")


@never_cache
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Split a place into several, and share out what lies below."""
    viewer, here, today = _changing(request, code)
    asked = request.GET.get("parts", "2")
    parts = int(asked) if asked in map(str, range(2, MOST_PARTS + 1)) else 2
    below = queries.open_below(code, today)
    form = SplitForm(request.POST or None, parts=parts, below=below, initial={"on": _monday(today)})

    def act() -> str:
        told = form.cleaned_data
        actions.split(
            code, form.names, form.shares, told["on"], by=viewer, at=clock.now(),
            reason=told["reason"],
        )  # fmt: skip
        return code

    more = parts + 1 if parts < MOST_PARTS else 0
    return _done(request, here, form, act, "territory/split.html", more=more)


@never_cache
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Join a place with others beside it."""
    viewer, here, today = _changing(request, code)
    others = queries.siblings(code, today)
    first = {"on": _monday(today), "name": here.place.name}
    form = MergeForm(request.POST or None, others=others, initial=first)

    def act() -> str:
        told = form.cleaned_data
        made = actions.merge(
            [code, *told["others"]], told["name"], told["on"], by=viewer, at=clock.now(),
            reason=told["reason"],
        )  # fmt: skip
        return made.code

    return _done(request, here, form, act, "territory/merge.html", others=others)


@never_cache
@require_http_methods(["GET", "POST"])
def recode(request: HttpRequest, code: str) -> HttpResponse:
    """Let a place go on under another name, as another kind, or below another place."""
    viewer, here, today = _changing(request, code)
    first = {
        "on": _monday(today), "name": here.place.name, "kind": here.place.kind,
        "above": parent(code),
    }  # fmt: skip
    form = RecodeForm(
        request.POST or None, kinds=like(Kind(here.place.kind)),
        parents=queries.parents(viewer, code, today), initial=first,
    )  # fmt: skip

    def act() -> str:
        told = form.cleaned_data
        made = actions.recode(
            code, told["on"], name=told["name"], kind=told["kind"], above=told["above"],
            by=viewer, at=clock.now(), reason=told["reason"],
        )  # fmt: skip
        return made.code

    return _done(request, here, form, act, "territory/recode.html")


def _done(
    request: HttpRequest,
    here: queries.Page,
    form: ChangeForm,
    act: Callable[[], str],
    template: str,
    **more: object,
) -> HttpResponse:
    """Act on a form that is right and go to the place; else show it with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            code = act()
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("Done. It holds from the day given."))
            return redirect("territory-of", code)
    context = {"page": here, "form": form, "words": queries.KIND_WORDS} | more
    return render(request, template, context, status=422 if form.is_bound else 200)


def _asked(request: HttpRequest, code: str) -> tuple[Viewer, str]:
    """Return who asks for a place, and its code: the own where none is named.

    Raises:
        Http404: the viewer does not see places, or it does not lie in the viewer's own.
    """
    viewer = signed_in(request)
    if not viewer.may(Right.STAFF):
        raise Http404
    return viewer, place_within(viewer, code)


def _changing(request: HttpRequest, code: str) -> tuple[Viewer, queries.Page, date]:
    viewer, code = _asked(request, code)
    today = local_day(clock.now())
    if not viewer.may(Right.GROUND):
        raise Http404
    return viewer, queries.page(viewer, code, today), today


def _day(request: HttpRequest, today: date) -> date:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return min(max(day, FIRST), LAST)


def _monday(today: date) -> date:
    """Return the next Monday: no week's duty runs across it."""
    return today + timedelta(days=7 - today.weekday())
