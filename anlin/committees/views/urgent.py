"""What cannot wait: told at any hour, and read above."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.committees import actions, queries
from anlin.committees.forms import ReadForm, UrgentForm
from anlin.committees.rules import Matter
from anlin.places.queries import breadcrumb
from anlin.places.rules import COMMUNITY


@never_cache
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Report something urgent."""
    viewer, at = signed_in(request), clock.now()
    subjects = queries.subjects_of(viewer)
    if not subjects:
        raise Http404
    form = UrgentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.tell(
                subject=subjects[0], matter=Matter(told["matter"]), text=told["text"],
                occurred_at=told["earlier"] or at, client_id=told["client_id"], by=viewer, at=at,
            )  # fmt: skip
        except Problem as problem:
            form.add_error(problem.field or None, problem.say(get_language() or ""))
        else:
            messages.success(request, _("Sent. Below you see who above has read it."))
            return redirect("urgent", made.pk)
    return render(request, "committees/tell.html", {
        "path": breadcrumb(viewer.place_code)[-2:], "form": form,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@never_cache
@require_GET
def urgents(request: HttpRequest) -> HttpResponse:
    """Show what was told urgently here, unread first."""
    viewer = _reader(request)
    return render(request, "committees/urgents.html", {
        "path": breadcrumb(viewer.place_code),
        "told": queries.urgents(viewer, clock.now()),
        "can_tell": bool(queries.subjects_of(viewer)),
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def urgent(request: HttpRequest, number: int) -> HttpResponse:
    """Show one urgent report and who has read it; say that it was read here."""
    viewer, at = _reader(request), clock.now()
    told = queries.urgent(viewer, number, at)
    if told is None:
        raise Http404
    form = ReadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.read(number, said=form.cleaned_data["said"], by=viewer, at=at)
        messages.success(request, _("Kept: below it they see that you have read it."))
        return redirect("urgent", number)
    return render(request, "committees/urgent.html", {
        "path": breadcrumb(viewer.place_code),
        "told": told,
        "form": form,
        "may_read": viewer.level < COMMUNITY and viewer.may(Right.BOARD),
    })  # fmt: skip


def _reader(request: HttpRequest) -> Viewer:
    viewer = signed_in(request)
    if not (viewer.may(Right.BOARD) or queries.subjects_of(viewer)):
        raise Http404
    return viewer
