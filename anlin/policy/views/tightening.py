"""The form on which a place says what it asks of one measure itself."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlin.accounts.rules import Viewer
from anlin.base import clock, days
from anlin.base.problems import Problem
from anlin.base.words import said, spoken
from anlin.places.queries import names
from anlin.policy import actions, queries
from anlin.policy.forms import TightenForm, first_days, initial_of
from anlin.policy.pack import term_of
from anlin.policy.rules import (
    PARAMETERS,
    Change,
    Corpus,
    Draft,
    NothingToTightenError,
    Term,
    Text,
    amount,
)
from anlin.policy.views.local import officer


@never_cache
@require_http_methods(["GET", "POST"])
def tighten(request: HttpRequest, code: str) -> HttpResponse:
    """Take in what a place asks of a measure itself, as a new draft or as a part of one."""
    viewer = officer(request)
    known = _known(request)
    law = queries.corpus()
    asked = _asked(viewer, code, known, law)
    form = _form(request, viewer, asked, known, law)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            made = _keep(request, viewer, code, form, known)
        except Problem as problem:
            form.blame(problem, get_language() or "")
            refused = problem
        else:
            messages.success(
                request, gettext("Kept as a draft. Nothing holds before you release it.")
            )
            return redirect("draft", made.id)
    return render(request, "policy/tighten.html", {
        "asked": asked,
        "draft": known,
        "form": form,
        "around": [(each, _values(form.parameters, each.term)) for each in asked.around],
        "refused": refused,
        "said_why": refused.say(get_language() or "") if refused else "",
        "places": names([viewer.place_code, *(each.place for each in asked.around)]),
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _known(request: HttpRequest) -> Draft | None:
    number = request.GET.get("draft", "")
    return queries.draft(int(number)) if number.isdecimal() else None


def _asked(viewer: Viewer, code: str, known: Draft | None, law: Corpus) -> queries.Asked:
    """Return what is asked at the officer's place from tomorrow, or from the draft's first day."""
    day = known.text.since if known else _tomorrow()
    place = known.place if known else viewer.place_code
    here = queries.asked_at(place, day, law=law)
    found = next((each for each in here if each.measure.code == code), None)
    if found is None:
        raise NothingToTightenError(measure=code, place=names([place]).get(place, place), day=day)
    return found


def _form(
    request: HttpRequest, viewer: Viewer, asked: queries.Asked, known: Draft | None, law: Corpus
) -> TightenForm:
    code = asked.measure.code
    day = known.text.since if known else _tomorrow()
    granting = queries.grants_at(viewer.place_code, day, code, law=law)
    freed = (name for grant in granting for name in grant.parameters)
    return TightenForm(
        request.POST or None,
        now=asked.holds.term,
        parameters=asked.fitting([*asked.parameters, *freed]),
        grants=[
            (each.pk, f"{each.pk} {said(each)}")
            for each in queries.clauses(grant.clause for grant in granting)
        ],
        initial=_initial(viewer, asked, known),
    )


def _initial(viewer: Viewer, asked: queries.Asked, known: Draft | None) -> dict[str, object]:
    term = asked.holds.term
    if known is None:
        place = names([viewer.place_code]).get(viewer.place_code, viewer.place_code)
        title = f"{place}关于措施 {asked.measure.code} 的规定"
        opening = first_days(days.local_day(clock.now()))
        return initial_of(term) | opening | {"title_zh": title, "grant": ""}
    text = known.text
    own = next((each for each in text.changes if each.measure == asked.measure.code), None)
    words = {"zh": own.zh, "en": own.en} if own else {}
    return (
        initial_of(term_of(own, text) if own else term)
        | words
        | {
            "since": text.since,
            "until": text.until,
            "title_zh": text.title_zh,
            "title_en": text.title_en,
            "official": text.official,
            "reason": text.reason,
        }
    )


def _tomorrow() -> date:
    return days.local_day(clock.now()) + timedelta(days=1)


def _keep(
    request: HttpRequest, viewer: Viewer, code: str, form: TightenForm, known: Draft | None
) -> Draft:
    """Begin a draft, or put what was told into one."""
    told = form.cleaned_data
    made = Change(code, told["zh"], told["en"], form.term())
    kept = [each for each in known.text.changes if each.measure != code] if known else []
    text = Text(
        official=told["official"],
        title_zh=told["title_zh"],
        title_en=told["title_en"],
        since=told["since"],
        until=told["until"],
        reason=told["reason"],
        changes=(*kept, made),
    )
    if known is None:
        return actions.draft(text, viewer.place_code, by=viewer, at=clock.now())
    seen = request.POST.get("seen", "")
    return actions.change_draft(
        known.id, text, seen=int(seen) if seen.isdecimal() else 0, by=viewer, at=clock.now()
    )


def _values(parameters: Iterable[str], term: Term) -> Iterator[tuple[str, str]]:
    for name in parameters:
        yield spoken(*PARAMETERS[name]), spoken(*amount(name, getattr(term, name)))
