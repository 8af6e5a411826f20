"""The burden on communities in view, and what a new form would meet before anybody is asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlin.accounts.queries import leader_of
from anlin.base import clock
from anlin.places.queries import breadcrumb
from anlin.places.rules import span
from anlin.policy.queries.burden import certificates, held_facts, jurisdictions, tried
from anlin.policy.rules.burden import Form, FormLine, Held
from anlin.reports import queries

_MOST_LINES = 8


@never_cache
@require_http_methods(["GET", "POST"])
def burden(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the hours asked of communities and the facts that are held; try a form."""
    _viewer, code = leader_of(request, code)
    held = held_facts()
    form, problems = None, []
    if request.method == "POST":
        form = _form(request, held)
        language = get_language() or ""
        problems = [
            (each.code, each.say(language)) for each in tried(form, span(code)[0], clock.today())
        ]
    return render(request, "reports/burden.html", {
        "path": breadcrumb(code),
        "code": code,
        "found": queries.burden(code, clock.now()),
        "held": sorted(held.items()),
        "orders": sorted(jurisdictions()),
        "certificates": certificates(),
        "form": form,
        "problems": problems,
        "told": request.POST,
        "told_facts": request.POST.getlist("fact"),
    })  # fmt: skip


def _form(request: HttpRequest, held: dict[str, Held]) -> Form:
    """Return what was entered as a form; new things go by their own words."""
    told = request.POST
    filled = told.get("filled") == "yes"
    lines = [
        FormLine(fact, held[fact].zh, held[fact].en, filled)
        for fact in told.getlist("fact")
        if fact in held
    ]
    new = [each.strip() for each in told.get("new", "").splitlines() if each.strip()]
    lines += [FormLine(f"new_{n}", text, text, False) for n, text in enumerate(new[:_MOST_LINES])]
    return Form(
        name="tried", pack="", zh=told.get("title", ""), en=told.get("title", ""),
        asked_of="community_worker", per_week=_whole(told.get("per_week", "")),
        minutes=_whole(told.get("minutes", "")), order=told.get("order", ""), clause="",
        lines=tuple(lines), certificate=_paper(told.get("certificate", "")),
    )  # fmt: skip


def _paper(kind: str) -> str:
    """Return the kind of certificate as it is said: one that is none of the known has no name."""
    return str(_("another one")) if kind == "other" else kind


def _whole(text: str) -> int:
    return min(int(text), 10_000) if text.isascii() and text.isdigit() else 0
