"""Phones: the code that lets one in, ending one, and one's own."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts import actions, queries
from anlin.accounts.forms import EndForm
from anlin.accounts.rules import NotYoursError, grouped
from anlin.base import clock


@never_cache
@sensitive_variables("code", "link")
@require_POST
def code(request: HttpRequest, number: int) -> HttpResponse:
    """Show the code that lets one phone of somebody in, once, within minutes."""
    by, at = queries.signed_in(request), clock.now()
    made, code = actions.show_code(user=number, by=by, at=at)
    link = request.build_absolute_uri(f"/field/#enrol={code}")
    return render(request, "accounts/code.html", {
        "name": queries.names_of([number]).get(number, ""),
        "code": grouped(code),
        "picture": segno.make(link, error="m").svg_data_uri(scale=6, border=2),
        "until": made.until,
        "back": _back(request),
    })  # fmt: skip


@never_cache
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a phone at once; with `wipe` it throws away what it keeps when it asks next."""
    by, at = queries.signed_in(request), clock.now()
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write why, so that those who come later understand it."))
        return redirect(_back(request))
    wipe = request.POST.get("wipe") == "yes"
    actions.end_device(device=number, wipe=wipe, reason=form.cleaned_data["reason"], by=by, at=at)
    messages.success(
        request,
        _("Ended. It is wiped as soon as it asks for anything.")
        if wipe
        else _("The phone has ended; what waits on it stays locked there."),
    )
    return redirect(_back(request))


@never_cache
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """Show the viewer's own phones."""
    viewer, at = queries.signed_in(request), clock.now()
    if viewer.key or viewer.device:
        raise NotYoursError
    context = {"devices": list(queries.devices_of(viewer.user)), "at": at}
    return render(request, "accounts/phones.html", context)


def _back(request: HttpRequest) -> str:
    """Return the page to go back to, if it is one of ours."""
    asked = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if ours else resolve_url("own-phones")
