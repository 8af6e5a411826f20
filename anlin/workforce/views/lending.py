"""Requests for reinforcement, and loans between institutions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock
from anlin.base.http import beside
from anlin.base.problems import Problem
from anlin.institutions.queries.words import JOB_WORDS
from anlin.places.queries import breadcrumb
from anlin.workforce import actions, queries
from anlin.workforce.forms import AskForm
from anlin.workforce.rules import Closed, Lent
from anlin.workforce.views.staff import done


@never_cache
@require_http_methods(["GET", "POST"])
def lending(request: HttpRequest) -> HttpResponse:
    """Show what institutions ask for, and the loans given and taken; ask for hands."""
    viewer, at = signed_in(request), clock.now()
    if not viewer.may(Right.HOME):
        raise Http404
    home = queries.own_home(viewer)
    form = AskForm(request.POST or None)
    if request.method == "POST" and home is not None and form.is_valid():
        try:
            actions.ask(home.place, **form.cleaned_data, by=viewer, at=at)
        except Problem as problem:
            beside(form, problem)
        else:
            messages.success(request, _("The request stands; every institution sees it."))
            return redirect("lending")
    found = list(queries.requests(at))
    return render(request, "workforce/lending.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "home": home,
        "own": [each for each in found if viewer.covers(each.place)],
        "others": [each for each in found if not viewer.covers(each.place)],
        "loans": queries.loans(viewer),
        "lent": queries.LENT_WORDS,
        "hands": queries.hands_by_job(viewer, {each.job for each in found}, at),
        "jobs": JOB_WORDS,
        "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@never_cache
@require_POST
def answer(request: HttpRequest, request_id: int, act: str) -> HttpResponse:
    """Offer somebody for a request, or close it."""
    viewer, at = signed_in(request), clock.now()
    post = request.POST.get("post", "")
    if act == "offer":
        number = int(post) if post.isdecimal() and len(post) < 19 else 0
        done(request, lambda: actions.offer(request_id, post=number, by=viewer, at=at),
             _("Offered. The other institution answers."))  # fmt: skip
    elif act in list(Closed):
        done(request, lambda: actions.close(request_id, closing=Closed(act), by=viewer, at=at),
             _("The request is closed."))  # fmt: skip
    else:
        raise Http404
    return redirect("lending")


@never_cache
@require_POST
def loan(request: HttpRequest, loan: int, to: str) -> HttpResponse:
    """Bring a loan one step on."""
    viewer, at = signed_in(request), clock.now()
    if to not in list(Lent):
        raise Http404
    done(request, lambda: actions.step(loan, to=Lent(to), by=viewer, at=at), _("Written down."))
    return redirect("lending")
