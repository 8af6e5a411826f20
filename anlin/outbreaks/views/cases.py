"""Suspected cases of an institution: the list with its chart, one case from clock to close-out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.areas.queries import SOURCE_WORDS as INFECTED_WORDS
from anlin.areas.rules import Source as Infected
from anlin.base import clock
from anlin.base.days import local_day
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.institutions.queries.regime import regime_at
from anlin.institutions.rules.regime import Regime
from anlin.outbreaks import actions, queries
from anlin.outbreaks.forms import CaseForm, CloseForm, ConfirmForm, ContactForm, StepForm
from anlin.outbreaks.rules import Closing, Source, Standing, Step, chart_of
from anlin.places.queries import breadcrumb
from anlin.workforce.queries import own_home


def here(request: HttpRequest) -> tuple[Viewer, datetime]:
    """Return who looks at persons of an institution, and now.

    Raises:
        Http404: the role sees no persons of an institution.
    """
    viewer, at = signed_in(request), clock.now()
    if not (viewer.names and viewer.may(Right.CARE)):
        raise Http404
    return viewer, at


@never_cache
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Show the suspected cases of an institution, what may be one, and the outbreak by day."""
    viewer, at = here(request)
    home = own_home(viewer)
    if home is None:
        raise Http404
    found = queries.cases(home.place, home.place + 1000)
    days = queries.daily(found, local_day(at))
    return render(request, "outbreaks/cases.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "home": home,
        "open": [each for each in found if each.open],
        "closed": [each for each in found if not each.open],
        "hints": queries.hints(home.place, at),
        "days": days,
        "chart": chart_of(days),
        "words": queries.SOURCE_WORDS,
        "closings": queries.CLOSING_WORDS,
        "may_act": viewer.may(Right.NURSE),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """Open a suspected case: who, since when (as the test or warning says), who answers for it."""
    viewer, at = here(request)
    home = own_home(viewer)
    if home is None or not viewer.may(Right.NURSE):
        raise Http404
    residents, staff = queries.candidates(home.place, at)
    source = request.GET.get("source", Source.HAND)
    evidence = request.GET.get("evidence", "")
    found = {(each.source, str(each.evidence)): each.at for each in queries.hints(home.place, at)}
    said = {"who": request.GET.get("who", ""), "owner": viewer.name,
            "detected_at": found.get((source, evidence), at)}  # fmt: skip
    form = CaseForm(request.POST or None, residents=residents, staff=staff, initial=said)

    def act() -> None:
        told = form.cleaned_data
        kind, _sep, number = told["who"].partition("-")
        made = actions.open_case(home.pk, who=actions.Suspect(
            person=int(number) if kind == "person" else None,
            post=int(number) if kind == "post" else None,
            source=Source(source) if source in list(Source) else Source.HAND,
            detected_at=told["detected_at"], why=told["why"], onset_on=told["onset_on"],
            evidence=int(evidence) if evidence.isdecimal() and len(evidence) < 19 else None,
        ), owner=told["owner"], by=viewer, at=at)  # fmt: skip
        form.made = made.pk  # type: ignore[attr-defined]

    if entered(request, form, act):
        messages.success(request, _("The case is open; the clocks run. Contacts are drawn."))
        return redirect("case", form.made)  # type: ignore[attr-defined]
    return render(request, "outbreaks/open.html", {
        "path": breadcrumb(viewer.place_code)[-2:], "home": home, "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def entered(request: HttpRequest, form: Form, act: Callable[[], object]) -> bool:
    """Do what a form asks; say beside its fields what is wrong; tell whether it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except Problem as problem:
        beside(form, problem)
        return False
    return True


def done(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    """Do an act without fields of its own, and say that it is done or why it is not."""
    try:
        act()
    except Problem as problem:
        messages.error(request, problem.say(get_language() or ""))
    else:
        messages.success(request, said)


@never_cache
@require_GET
def case(request: HttpRequest, case: int) -> HttpResponse:
    """Show one case: its clock, its steps, its contacts, and what stands against closing it."""
    viewer, at = here(request)
    return _case(request, viewer, case, at)


def _case(
    request: HttpRequest, viewer: Viewer, case: int, at: datetime, **forms: Form
) -> HttpResponse:
    page = queries.case_page(viewer, case, at)
    if page is None:
        raise Http404
    found = queries.contacts(case)
    place, day = page.line.row.place, local_day(at)
    confirmed, held = queries.confirmed(place), regime_at(place, at)
    site = None if held and held.regime == Regime.SITE else queries.site_limit(place, day)
    shown: dict[str, Any] = {
        "path": breadcrumb(viewer.place_code)[-2:],
        "page": page,
        "case": page.line.row,
        "contacts": found,
        "confirmed": confirmed,
        "undecided": sum(each.standing == Standing.DRAWN for each in found),
        "window": queries.contact_days(place, day),
        "site": site if site and confirmed >= site.value else None,
        "steps": queries.STEP_WORDS,
        "bases": queries.BASIS_WORDS,
        "sources": queries.SOURCE_WORDS,
        "closings": queries.CLOSING_WORDS,
        "contact_form": ContactForm(initial={"last_at": at}),
        "close_form": CloseForm(),
        "confirm_form": ConfirmForm(initial={"on": day}),
        "infected": INFECTED_WORDS,
        "quiet": queries.quiet_days(place, day),
        "wanted": queries.closing_days(place, day),
        "may_act": viewer.may(Right.NURSE) and page.line.open,
        "may_home": viewer.may(Right.HOME),
        "at": at,
    }
    status = 422 if forms else 200
    return render(request, "outbreaks/case.html", shown | forms, status=status)


@never_cache
@require_POST
def step(request: HttpRequest, case: int, step: str) -> HttpResponse:
    """Write down that a step was done, or give it to somebody else."""
    viewer, at = here(request)
    if step not in list(Step):
        raise Http404
    if request.POST.get("owner"):
        done(request, lambda: actions.give_step(
            case, step=Step(step), owner=request.POST["owner"], by=viewer, at=at
        ), _("Somebody else answers for it now."))  # fmt: skip
        return redirect("case", case)
    form = StepForm(request.POST)
    if entered(request, form, lambda: actions.do_step(
        case, step=Step(step), done_at=min(form.cleaned_data["done_at"] or at, at),
        said=form.cleaned_data["said"], by=viewer, at=at,
    )):  # fmt: skip
        messages.success(request, _("Written down."))
        return redirect("case", case)
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
    return redirect("case", case)


@never_cache
@require_POST
def contact(request: HttpRequest, case: int) -> HttpResponse:
    """Draw the contacts anew, confirm all that nobody decided on, or add one by hand."""
    viewer, at = here(request)
    if "rest" in request.POST:
        done(request, lambda: actions.confirm_rest(case, by=viewer, at=at), _("Decided."))
        return redirect("case", case)
    if "draw" in request.POST:
        try:
            number = actions.draw_contacts(case, by=viewer, at=at)
        except Problem as problem:
            messages.error(request, problem.say(get_language() or ""))
        else:
            messages.success(request, ngettext(
                "%(number)s contact is new or known better.",
                "%(number)s contacts are new or known better.", number,
            ) % {"number": number})  # fmt: skip
        return redirect("case", case)
    form = ContactForm(request.POST)
    if entered(request, form, lambda: actions.add_contact(
        case, **form.cleaned_data, by=viewer, at=at
    )):  # fmt: skip
        messages.success(request, _("Added and confirmed."))
        return redirect("case", case)
    return _case(request, viewer, case, at, contact_form=form)


@never_cache
@require_POST
def decide(request: HttpRequest, case: int, contact_id: int) -> HttpResponse:
    """Confirm a contact or strike it."""
    viewer, at = here(request)
    standing = request.POST.get("standing", "")
    if standing not in (Standing.CONFIRMED, Standing.STRUCK):
        raise Http404
    done(request, lambda: actions.decide_contact(
        contact_id, standing=Standing(standing), why=request.POST.get("why", ""), by=viewer, at=at
    ), _("Decided."))  # fmt: skip
    return redirect("case", case)


@never_cache
@require_POST
def confirm(request: HttpRequest, case: int) -> HttpResponse:
    """Write down that a case was confirmed."""
    viewer, at = here(request)
    form = ConfirmForm(request.POST)
    if entered(request, form, lambda: actions.confirm_case(
        case, on=form.cleaned_data["on"], infected=Infected(form.cleaned_data["infected"]),
        by=viewer, at=at,
    )):  # fmt: skip
        messages.success(request, _("Confirmed."))
        return redirect("case", case)
    return _case(request, viewer, case, at, confirm_form=form)


@never_cache
@require_POST
def close(request: HttpRequest, case: int) -> HttpResponse:
    """Close a case whose criteria are met."""
    viewer, at = here(request)
    form = CloseForm(request.POST)
    if entered(request, form, lambda: actions.close_case(
        case, closing=Closing(form.cleaned_data["closing"]), by=viewer, at=at
    )):  # fmt: skip
        messages.success(request, _("The case is closed."))
        return redirect("outbreaks")
    return _case(request, viewer, case, at, close_form=form)
