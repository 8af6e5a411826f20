"""The county's view of its institutions: execution beside outcome."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock
from anlin.institutions.queries.words import KIND_WORDS
from anlin.institutions.rules.regime import SHUT
from anlin.outbreaks import queries
from anlin.places.queries import breadcrumb


@never_cache
@require_GET
def county(request: HttpRequest) -> HttpResponse:
    """Show every institution of a place: compliance beside infection, minutes, beds, staff."""
    viewer, at = signed_in(request), clock.now()
    if not viewer.may(Right.BOARD):
        raise Http404
    found = queries.county(viewer.lo, viewer.hi, at)
    return render(request, "outbreaks/county.html", {
        "path": breadcrumb(viewer.place_code)[-2:],
        "homes": found,
        "times": queries.overall(found),
        "closed": sum(each.row.regime in SHUT for each in found),
        "open_cases": sum(each.row.open for each in found),
        "free": sum(each.free for each in found),
        "kinds": KIND_WORDS,
        "regimes": queries.REGIME_WORDS,
        "may_home": viewer.may(Right.HOME),
        "at": at,
    })  # fmt: skip
