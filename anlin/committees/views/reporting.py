"""The report of a day: filled in from what was recorded, confirmed in one tap."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Viewer
from anlin.base import clock, days
from anlin.base.asked import day_of
from anlin.base.problems import Problem
from anlin.committees import actions, queries
from anlin.committees.forms import ReportForm
from anlin.committees.rules import LAST_DAYS, FactsMovedError, MeanwhileError, Subject
from anlin.places.queries import breadcrumb


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show a day's report and sign it."""
    viewer, at = signed_in(request), clock.now()
    subjects = queries.subjects_of(viewer)
    if not subjects:
        raise Http404
    subject, today = _chosen(request, subjects), days.local_day(at)
    day = day_of(request, today, today - timedelta(days=LAST_DAYS))
    shown = queries.day_of(viewer, subject, day, at)
    after = shown.newest.version if shown.newest else 0
    form = ReportForm(request.POST or None, asked=shown.lines, after=after)
    if request.method == "POST" and form.is_valid():
        try:
            _sign(form, subject, day, viewer)
        except (FactsMovedError, MeanwhileError) as problem:
            form = ReportForm(asked=shown.lines, after=after)  # what holds now, to look at anew
            moved = problem.say(get_language() or "")
            return _page(request, viewer, shown, subjects, form, today, moved, status=409)
        except Problem as problem:
            form.say(problem.field, problem.say(get_language() or ""))
        else:
            messages.success(request, _("Signed and sent."))
            return redirect(_address(subject, day, today))
    status = 422 if form.is_bound else 200
    return _page(request, viewer, shown, subjects, form, today, "", status=status)


def _sign(form: ReportForm, subject: Subject, day: date, viewer: Viewer) -> None:
    told = form.cleaned_data
    actions.report(
        subject=subject, day=day, lines=form.lines, after=told["after"], reason=told["reason"],
        client_id=told["client_id"], by=viewer, at=clock.now(),
    )  # fmt: skip


def _page(
    request: HttpRequest, viewer: Viewer, shown: queries.Day, subjects: list[Subject],
    form: ReportForm, today: date, moved: str, *, status: int,
) -> HttpResponse:  # fmt: skip
    day = shown.day
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    return render(request, "committees/report.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "shown": shown,
        "subjects": subjects,
        "form": form,
        "moved": moved,
        "day": day,
        "today": today,
        "before": _address(shown.subject, before, today) if (today - before).days <= LAST_DAYS
        else "",
        "after": _address(shown.subject, after, today) if after <= today else "",
        "doubts": queries.doubts_about(viewer, shown.subject, clock.now()),
    }, status=status)  # fmt: skip


def _chosen(request: HttpRequest, subjects: list[Subject]) -> Subject:
    asked = request.GET.get("of", "")
    return next((each for each in subjects if f"{each.kind}:{each.place}" == asked), subjects[0])


def _address(subject: Subject, day: date, today: date) -> str:
    query = {} if subject.kind == "place" else {"of": f"{subject.kind}:{subject.place}"}
    query |= {} if day == today else {"day": day.isoformat()}
    return reverse("report") + (f"?{urlencode(query)}" if query else "")
