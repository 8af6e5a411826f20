"""The rota of an institution, day by day."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock
from anlin.base.days import local_day, start_of
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.institutions.queries.words import JOB_WORDS
from anlin.places.queries import breadcrumb
from anlin.workforce import actions, queries
from anlin.workforce.forms import ShiftForm
from anlin.workforce.views.staff import done


@never_cache
@require_http_methods(["GET", "POST"])
def rota(request: HttpRequest) -> HttpResponse:
    """Show a day of the rota with where hands are short; plan a shift."""
    viewer, at = signed_in(request), clock.now()
    home = queries.own_home(viewer)
    if home is None or not (viewer.names and viewer.may(Right.HOME)):
        raise Http404
    day = _day(request.GET.get("day", ""), local_day(at))
    members = [each for each in queries.staff(home.place, at) if each.on_duty]
    workers = [(each.row.post, f"{each.row.name} · {queries.job_word(each.row.job)}")
               for each in members]  # fmt: skip
    form = ShiftForm(request.POST or None, day=day, workers=workers)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.plan_shift(told.pop("post"), **told, by=viewer, at=at)
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("The shift is planned."))
            return redirect(f"{reverse('rota')}?day={day.isoformat()}")
    return render(request, "workforce/rota.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "home": home,
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "rota": queries.rota(home.place, start_of(day), start_of(day + timedelta(days=1))),
        "jobs": JOB_WORDS,
        "workers": workers,
        "form": form,
        "at": at,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _day(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return found if abs((found - today).days) < 366 else today


@never_cache
@require_POST
def shift(request: HttpRequest, shift: int, act: str) -> HttpResponse:
    """Take a shift back, or hand it over."""
    viewer, at = signed_in(request), clock.now()
    day = _day(request.POST.get("day", ""), local_day(at))
    to = request.POST.get("to", "")
    if act == "cancel":
        done(request, lambda: actions.cancel_shift(shift, by=viewer, at=at),
             _("The shift is taken back."))  # fmt: skip
    elif act == "hand-over":
        done(
            request,
            lambda: actions.hand_over(
                shift, to=int(to) if to.isdecimal() and len(to) < 19 else 0,
                note=request.POST.get("note", ""), by=viewer, at=at,
            ),
            _("Handed over."),
        )  # fmt: skip
    else:
        raise Http404
    return redirect(f"{reverse('rota')}?day={day.isoformat()}")
