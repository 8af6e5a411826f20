"""Screens of certificates: the paper itself, and the public page that checks its code."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anlin.accounts.queries import signed_in
from anlin.accounts.rules import Allowance, Right, draw
from anlin.base import clock
from anlin.cases import queries
from anlin.cases.actions import note_print
from anlin.cases.forms import CodeForm
from anlin.cases.rules import TooManyTriesError, masked
from anlin.cases.views.pdf import certificate_pdf

_left: dict[str, Allowance] = {}


@never_cache
@require_POST
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """Send a certificate that was issued here as PDF; who took a copy is journalled."""
    viewer = signed_in(request)
    found = queries.certificate_here(viewer, number) if viewer.names else None
    if found is None or not viewer.may(Right.RECORD):
        raise Http404
    note_print(found, by=viewer, at=clock.now())
    written = queries.paper_of(found)
    address = request.build_absolute_uri(reverse("certificate"))
    pdf = certificate_pdf(written, f"{address}?code={written.code}")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="certificate-{found.pk}.pdf"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def certificate(request: HttpRequest) -> HttpResponse:
    """Tell whoever holds a paper whether it is genuine, and nothing that is not on it."""
    scanned = {"code": request.GET["code"]} if "code" in request.GET else None
    form = CodeForm(request.POST or scanned)
    asked = form.is_bound and form.is_valid()
    found = None
    if asked:
        found = queries.genuine(form.cleaned_data["code"])
        if not found:
            slow_down("certificate")  # whoever guesses must not keep others from a genuine one
    return render(request, "cases/certificate.html", {
        "form": form,
        "asked": asked,
        "found": found,
        "name": masked(found.name) if found else "",
        "language": get_language(),
    })  # fmt: skip


def slow_down(what: str) -> None:
    """Take one off what may be asked for in a minute; each process counts by itself.

    Raises:
        TooManyTriesError: nothing is left.
    """
    allowance = draw(_left.get(what), clock.now(), settings.PUBLIC_PER_MINUTE)
    if allowance is None:
        raise TooManyTriesError
    _left[what] = allowance
