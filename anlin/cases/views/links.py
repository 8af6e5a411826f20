"""A resident's own page, by a link and without an account; and making that link."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlin.accounts.queries import signed_in
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.cases import queries
from anlin.cases.actions import end_link, make_link, read_by_link
from anlin.cases.forms import NeedForm, ReadingForm
from anlin.cases.queries import At, at_link
from anlin.cases.rules import LinkEndedError, TooManyTriesError
from anlin.cases.views.home import page_of
from anlin.cases.views.papers import slow_down
from anlin.dispatch.actions import raise_needs
from anlin.dispatch.rules import Asked, NeedKind
from anlin.places.queries import breadcrumb
from anlin.records.rules import Entry, EvidenceKind


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, person: int) -> HttpResponse:
    """Make or end the link by which a person at home reports; it is shown once."""
    viewer, at = signed_in(request), clock.now()
    page = page_of(request, person)
    problem, address = "", ""
    if request.method == "POST":
        try:
            if "end" in request.POST:
                end_link(person, by=viewer, at=at)
                messages.success(request, _("The link works no longer."))
                return redirect("person", person)
            _made, secret = make_link(person, by=viewer, at=at)
            address = request.build_absolute_uri(reverse("my-health", args=[secret]))
        except Problem as raised:
            problem = raised.say(get_language() or "")
    context = {
        "page": page,
        "problem": problem,
        "address": address,
        "qr": segno.make(address, error="m").svg_data_uri(scale=5, border=3) if address else "",
        "link": queries.link_of(viewer, person, at),
        "observed": queries.case_of(viewer, person, at),
        "path": breadcrumb(viewer.place_code)[-2:],
    }
    return render(request, "cases/link.html", context, status=422 if problem else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def my_health(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the one page of a resident's link, and take a reading or a request."""
    at = clock.now()
    try:
        with at_link(secret, at) as found:
            slow_down(f"link {found.link}")
            answer = _page(request, found)
    except LinkEndedError as problem:
        context = {"problem": problem.say(get_language() or ""), "large": True}
        answer = render(request, "cases/my_health_ended.html", context, status=problem.http)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _page(request: HttpRequest, found: At) -> HttpResponse:
    at = clock.now()
    needs = "need" in request.POST
    reading = ReadingForm(None if needs else request.POST or None, spo2=found.spo2)
    need = NeedForm(request.POST if needs else None)
    problem = ""
    sent = need if needs else reading
    if request.method == "POST" and sent.is_valid():
        try:
            if needs:
                _ask(found, need)
            else:
                _read(found, reading)
        except TooManyTriesError as raised:
            problem = raised.say(get_language() or "")
        else:
            return redirect(f"{request.path}?done={'need' if needs else 'reading'}")
    last = found.readings[0] if found.readings else None
    return render(request, "cases/my_health.html", {
        "large": True,
        "found": found,
        "observed": found.observed,
        "abnormal": bool(last and queries.abnormal(last)),
        "done": request.GET.get("done", ""),
        "reading": reading,
        "need": need,
        "problem": problem,
        "at": at,
    }, status=422 if request.method == "POST" else 200)  # fmt: skip


def _read(found: At, form: ReadingForm) -> None:
    at = clock.now()
    entry = Entry(
        form.cleaned_data["client_id"], found.person, found.place, at,
        (EvidenceKind.TEMPERATURE,), form.content,
    )  # fmt: skip
    read_by_link(found, entries=[entry], at=at)


def _ask(found: At, form: NeedForm) -> None:
    at = clock.now()
    if queries.sent_lately(found, at) >= queries.MOST_AN_HOUR:
        raise TooManyTriesError
    told = form.cleaned_data
    kind = NeedKind(told["kind"])
    asked = Asked(told["client_id"], kind, told["text"], person=found.person)
    raise_needs(needs=[asked], by=found.resident, at=at)
