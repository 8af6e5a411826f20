"""Residents from a spreadsheet: first what would become of each row, then all good ones."""

from binascii import Error as NotBase64Error

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Right
from anlin.base import clock
from anlin.base.problems import Problem
from anlin.base.seal import SealBrokenError
from anlin.institutions import actions
from anlin.institutions.forms import FileForm
from anlin.institutions.views.register import back_to, found_here, trail
from anlin.institutions.views.testing import spreadsheet


@never_cache
@require_http_methods(["GET", "POST"])
def import_residents(request: HttpRequest, institution: int) -> HttpResponse:
    """Try a spreadsheet of residents; take what was tried."""
    found, viewer, at = found_here(request, institution), signed_in(request), clock.now()
    if not viewer.may(Right.HOME) or not viewer.names:
        raise Http404
    if "rows" in request.POST:
        return _take(request, institution)
    form = FileForm(request.POST or None, request.FILES or None)
    context = trail(found) | {"form": form}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            judged, sealed = actions.try_residents(
                institution, given.name, given.read(), by=viewer, at=at
            )
        except Problem as problem:
            form.tell(problem)
        else:
            told = [(each, each.problem.say(get_language() or "") if each.problem else "")
                    for each in judged]  # fmt: skip
            context |= {"judged": told, "rows": sealed,
                        "good": sum(each.mover is not None for each in judged)}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "institutions/import.html", context, status=status)


def _take(request: HttpRequest, institution: int) -> HttpResponse:
    viewer, at = signed_in(request), clock.now()
    try:
        made = actions.take_residents(institution, request.POST["rows"], by=viewer, at=at)
    except (SealBrokenError, NotBase64Error):
        raise Http404 from None
    except Problem as problem:
        messages.error(request, problem.say(get_language() or ""))
    else:
        word = ngettext("%(number)d resident was admitted.",
                        "%(number)d residents were admitted.", len(made))  # fmt: skip
        messages.success(request, word % {"number": len(made)})
    return redirect(back_to(institution))


@never_cache
@require_GET
def resident_sheet(request: HttpRequest, institution: int) -> HttpResponse:
    """Give the empty sheet for residents."""
    found_here(request, institution)
    return spreadsheet(actions.resident_sheet(), "residents.xlsx")
