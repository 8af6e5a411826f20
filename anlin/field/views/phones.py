"""The supervisor's screen: phones of the place, what waits on them, and what waits for a word."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Viewer
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.field import queries
from anlin.field.actions.deciding import set_aside, take_after_all
from anlin.field.forms import DecisionForm
from anlin.places.queries import breadcrumb
from anlin.records.queries import picture

_SAID = {
    "take": (take_after_all, _("Taken in, with your name and the reason.")),
    "set-aside": (set_aside, _("Set aside, with your name and the reason. The item is kept.")),
}


@never_cache
@require_GET
def phones(request: HttpRequest) -> HttpResponse:
    """Show the phones of the viewer's place and the items that wait for a decision."""
    return _show(request, _supervisor(request), clock.now())


@never_cache
@require_POST
def decide(request: HttpRequest, number: int, how: str) -> HttpResponse:
    """Take an item in after all, or set it aside; the reason is kept."""
    viewer, at = _supervisor(request), clock.now()
    if how not in _SAID:
        raise Http404
    form = DecisionForm(request.POST)
    if form.is_valid():
        act, sentence = _SAID[how]
        try:
            act(aside=number, reason=form.cleaned_data["reason"], by=viewer, at=at)
        except Problem as problem:
            form.add_error("reason", problem.say(get_language() or ""))
        else:
            messages.success(request, sentence)
            return redirect("phones")
    return _show(request, viewer, at, form=form, number=number, how=how)


@require_GET
def photo(request: HttpRequest, number: int) -> HttpResponse:
    """Show a photograph in the viewer's place; the browser keeps it for nobody else."""
    viewer = signed_in(request)
    found = picture(viewer, number) if viewer.names else None
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="image/jpeg")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _show(
    request: HttpRequest, viewer: Viewer, at: datetime, *, form: DecisionForm | None = None,
    number: int = 0, how: str = "",
) -> HttpResponse:  # fmt: skip
    carriers = queries.phones(viewer, at)
    sets = [each for carrier in carriers for each in carrier.sets]
    return render(request, "field/phones.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "carriers": carriers,
        "waiting": queries.waiting(viewer),
        "decided": queries.decided(viewer) if viewer.names else [],
        "working": len(sets),
        "quiet": sum(each.quiet for each in sets),
        "missing": sum(each.missing for each in sets),
        "form": form,
        "number": number,
        "how": how,
    }, status=422 if form else 200)  # fmt: skip


def _supervisor(request: HttpRequest) -> Viewer:
    """Return the viewer, who may see staff.

    Raises:
        Http404: somebody else; for them the page is not there.
    """
    viewer = signed_in(request)
    if not viewer.staff:
        raise Http404
    return viewer
