"""Procedures by kind of institution: full rescue stations, guardians, remains."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.days import local_day
from anlin.institutions.queries import institution as institution_of
from anlin.institutions.rules import Kind
from anlin.outbreaks import actions, queries
from anlin.outbreaks.forms import GuardianForm, RemainsForm, ShelterForm
from anlin.outbreaks.views.cases import done, entered
from anlin.places.queries import breadcrumb

CHILDREN = (Kind.CHILD_WELFARE, Kind.MINORS)


@never_cache
@require_GET
def procedures(request: HttpRequest, institution: int) -> HttpResponse:
    """Show what an institution of its kind keeps besides, and what is missing."""
    viewer, at = signed_in(request), clock.now()
    return _page(request, viewer, institution, at)


def _page(
    request: HttpRequest, viewer: Viewer, institution: int, at: datetime, **forms: Form
) -> HttpResponse:
    home = institution_of(viewer, institution)
    if home is None or not (viewer.may(Right.HOME) and viewer.names):
        raise Http404
    today, kind = local_day(at), Kind(home.kind)
    children = queries.children(home, today) if kind in CHILDREN else []
    shown = {
        "path": breadcrumb(viewer.place_code)[-2:],
        "home": home,
        "kind": kind.value,
        "room": queries.room_of(home, today) if kind is Kind.RESCUE else None,
        "is_child": kind in CHILDREN,
        "children": children,
        "gaps": sum(not each.guardian for each in children),
        "remains": queries.remains(home) if kind is Kind.FUNERAL else [],
        "shelter_form": ShelterForm(),
        "guardian_form": GuardianForm(
            initial={"since": today},
            children=[(each.person, each.name) for each in children],
        ),
        "remains_form": RemainsForm(initial={"came_at": at}),
        "at": at,
    }
    return render(request, "outbreaks/procedures.html", shown | forms, status=422 if forms else 200)


@never_cache
@require_POST
def procedure_act(request: HttpRequest, institution: int, act: str) -> HttpResponse:
    """Open or close a shelter, name or end a guardian, take remains over or cremate them."""
    viewer, at = signed_in(request), clock.now()
    number = request.POST.get("number", "")
    one = int(number) if number.isdecimal() and len(number) < 19 else 0
    plain: dict[str, Callable[[], object]] = {
        "shut": lambda: actions.close_shelter(one, by=viewer, at=at),
        "end": lambda: actions.end_guardian(one, on=local_day(at), by=viewer, at=at),
        "cremate": lambda: actions.cremate(
            one, done_at=at, kept=request.POST.get("kept", ""), by=viewer, at=at
        ),
    }
    if act in plain:
        done(request, plain[act], _("Written down."))
        return redirect("procedures", institution)
    return _entered(request, viewer, institution, act, at)


def _entered(
    request: HttpRequest, viewer: Viewer, institution: int, act: str, at: datetime
) -> HttpResponse:
    home = institution_of(viewer, institution)
    if home is None:
        raise Http404
    kept = queries.children(home, local_day(at)) if act == "guardian" else []
    forms: dict[str, Form] = {
        "shelter": ShelterForm(request.POST),
        "guardian": GuardianForm(
            request.POST, children=[(each.person, each.name) for each in kept]
        ),
        "remains": RemainsForm(request.POST),
    }
    if act not in forms:
        raise Http404
    form = forms[act]
    verbs: dict[str, Callable[[], object]] = {
        "shelter": lambda: actions.open_shelter(
            institution, **form.cleaned_data, by=viewer, at=at
        ),
        "guardian": lambda: actions.name_guardian(
            **form.cleaned_data, by=viewer, at=at
        ),
        "remains": lambda: actions.take_remains(
            institution, **form.cleaned_data, by=viewer, at=at
        ),
    }  # fmt: skip
    if entered(request, form, verbs[act]):
        messages.success(request, _("Written down."))
        return redirect("procedures", institution)
    return _page(request, viewer, institution, at, **{f"{act}_form": form})
