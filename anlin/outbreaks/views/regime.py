"""Open or closed: the sheet, proposing, deciding, hardship cases; and the door."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.days import local_day
from anlin.institutions.actions import regime as decisions
from anlin.institutions.actions.regime import Basis, Caller
from anlin.institutions.queries import institution as institution_of
from anlin.institutions.queries import regime as kept
from anlin.institutions.rules.regime import Regime, Way
from anlin.outbreaks import actions, queries
from anlin.outbreaks.forms import HardshipForm, PermitForm, ProposalForm, VisitForm, early
from anlin.outbreaks.rules import SITE_CLAUSE, Deed, What
from anlin.outbreaks.views.cases import done, entered, here
from anlin.places.queries import breadcrumb
from anlin.workforce.queries import LEVEL_WORDS


@never_cache
@require_GET
def regime(request: HttpRequest, institution: int) -> HttpResponse:
    """Show how an institution is kept, the assessment as of now, and every decision."""
    viewer, at = signed_in(request), clock.now()
    return _page(request, viewer, institution, at)


def _page(
    request: HttpRequest, viewer: Viewer, institution: int, at: datetime, **forms: Form
) -> HttpResponse:
    home = institution_of(viewer, institution)
    if home is None or not viewer.may(Right.HOME):
        raise Http404
    sheet = queries.sheet(home.place, at)
    first = early(at)
    if sheet.found:
        first |= {"clause": sheet.found.class_table.clause_id}
        first |= {"regime": sheet.suggested} if sheet.suggested in list(Regime) else {}
    proposing = request.GET.get("propose", "") == Regime.SITE
    if proposing:
        first |= {"regime": Regime.SITE, "clause": SITE_CLAUSE}
    shown = {
        "path": breadcrumb(viewer.place_code)[-2:],
        "home": home,
        "held": kept.regime_at(home.place, at),
        "sheet": sheet,
        "level": LEVEL_WORDS.get(sheet.level, ""),
        "community": queries.CLASS_WORDS.get(sheet.community, ""),
        "history": kept.history(home.place),
        "asks": queries.asks(home.place, at),
        "deeds": queries.DEED_WORDS,
        "apart": queries.contacts_inside(home.place) if viewer.names else [],
        "may_write": viewer.may(Right.RECORD),
        "hardships": kept.hardships(home.place),
        "permits": queries.permits(home.place),
        "regimes": queries.REGIME_WORDS,
        "ways": queries.WAY_WORDS,
        "whats": queries.WHAT_WORDS,
        "proposing": proposing,
        "proposal_form": ProposalForm(initial=first),
        "hardship_form": HardshipForm(initial={"since": local_day(at)}),
        "permit_form": PermitForm(),
        "may_decide": decisions.may_decide(viewer),
        "at": at,
    }
    status = 422 if forms else 200
    return render(request, "outbreaks/regime.html", shown | forms, status=status)


@never_cache
@require_POST
def regime_act(request: HttpRequest, institution: int, act: str) -> HttpResponse:
    """Propose, decide, ask for an exception or answer one; ask whether something may be done."""
    viewer, at = signed_in(request), clock.now()
    acts: dict[str, Callable[[HttpRequest, Viewer, int, datetime], HttpResponse]] = {
        "propose": _propose, "decide": _decide, "hardship": _hardship, "answer": _answer,
        "permit": _permit, "done": _done,
    }  # fmt: skip
    if act not in acts:
        raise Http404
    return acts[act](request, viewer, institution, at)


def _propose(request: HttpRequest, viewer: Viewer, institution: int, at: datetime) -> HttpResponse:
    home = institution_of(viewer, institution)
    if home is None:
        raise Http404
    form, sheet = ProposalForm(request.POST), queries.sheet(home.place, at)

    def act() -> None:
        told = form.cleaned_data
        own = (
            sheet.found
            if sheet.found and told["clause"] == sheet.found.class_table.clause_id
            else None
        )
        basis = Basis(sheet.kept(), sheet.suggested, told["clause"].strip().upper(),
                      own.row if own else "")  # fmt: skip
        actions.propose_regime(
            institution, regime=Regime(told["regime"]), since=told["since"],
            review_on=told["review_on"], basis=basis, why=told["why"], by=viewer, at=at,
        )  # fmt: skip

    if entered(request, form, act):
        messages.success(request, _("Proposed. The county decides."))
        return redirect("regime", institution)
    return _page(request, viewer, institution, at, proposal_form=form)


def _decide(request: HttpRequest, viewer: Viewer, institution: int, at: datetime) -> HttpResponse:
    done(request, lambda: decisions.decide(
        _number(request), approved=request.POST.get("answer") == "yes",
        word=request.POST.get("word", ""), by=viewer, at=at,
    ), _("Decided. What holds at the door follows."))  # fmt: skip
    return redirect("regime", institution)


def _hardship(request: HttpRequest, viewer: Viewer, institution: int, at: datetime) -> HttpResponse:
    form = HardshipForm(request.POST)

    def act() -> None:
        told = form.cleaned_data
        decisions.ask_hardship(institution, **told | {"way": Way(told["way"])}, by=viewer, at=at)

    if entered(request, form, act):
        messages.success(request, _("Asked. The county answers."))
        return redirect("regime", institution)
    return _page(request, viewer, institution, at, hardship_form=form)


def _answer(request: HttpRequest, viewer: Viewer, institution: int, at: datetime) -> HttpResponse:
    done(request, lambda: decisions.answer_hardship(
        _number(request), granted=request.POST.get("answer") == "yes",
        word=request.POST.get("word", ""), by=viewer, at=at,
    ), _("Answered."))  # fmt: skip
    return redirect("regime", institution)


def _permit(request: HttpRequest, viewer: Viewer, institution: int, at: datetime) -> HttpResponse:
    form = PermitForm(request.POST)

    def act() -> None:
        made = actions.ask_permit(
            institution, what=What(form.cleaned_data["what"]), words=form.cleaned_data["words"],
            by=viewer, at=at,
        )  # fmt: skip
        clauses = ", ".join(each["clause"] for each in made.refused)
        if clauses:
            told = {"clauses": clauses, "lacking": queries.lacking(made)}
            messages.error(request, _("May not be done, by %(clauses)s: %(lacking)s.") % told)
        else:
            messages.success(request, _("No order that holds here forbids it."))

    if entered(request, form, act):
        return redirect("regime", institution)
    return _page(request, viewer, institution, at, permit_form=form)


def _done(request: HttpRequest, viewer: Viewer, institution: int, at: datetime) -> HttpResponse:
    deed = request.POST.get("deed", "")
    if deed not in list(Deed):
        raise Http404
    done(request, lambda: actions.write_down(
        institution, deed=Deed(deed), said=request.POST.get("said", ""), done_at=at, by=viewer,
        at=at,
    ), _("Written down."))  # fmt: skip
    return redirect("regime", institution)


def _number(request: HttpRequest) -> int:
    text = request.POST.get("number", "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, institution: int) -> HttpResponse:
    """Register visitors of an institution: let in, or turned away by a clause."""
    viewer, at = here(request)
    home = institution_of(viewer, institution)
    if home is None:
        raise Http404
    residents, _staff = queries.candidates(home.place, at)
    let = kept.granted(home.place, Way.VISIT, at)
    form = VisitForm(
        request.POST or None, residents=residents,
        exceptions=[(each.pk, f"{each.who} · {each.why}") for each in let],
    )  # fmt: skip

    def act() -> None:
        _visit, refused = decisions.register_visit(
            institution, caller=Caller(**form.cleaned_data), by=viewer, at=at
        )
        if refused:
            messages.error(request, refused.say(get_language() or ""))
        else:
            messages.success(request, _("Registered; the visitor may come in."))

    if entered(request, form, act):
        return redirect("institution-door", institution)
    return render(request, "outbreaks/door.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "home": home,
        "closed": kept.is_closed(home.place, at),
        "held": kept.regime_at(home.place, at),
        "visits": kept.visits(home.place),
        "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@never_cache
@require_POST
def gone(request: HttpRequest, institution: int, visit: int) -> HttpResponse:
    """Write down that a visitor has gone."""
    viewer, at = here(request)
    done(request, lambda: decisions.end_visit(visit, by=viewer, at=at), _("Written down."))
    return redirect("institution-door", institution)
