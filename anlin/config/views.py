"""The way in, and the size of the type: what belongs to no room."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from anlin.accounts.rules import Right, Role, Viewer
from anlin.config.page import LARGE_COOKIE
from anlin.places.rules import COMMUNITY

_YEAR = 365 * 24 * 3600


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Lead each role to the screen it works with."""
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer):
        return redirect(settings.LOGIN_URL)
    if viewer.may(Right.CARE) or viewer.may(Right.HOME):
        return redirect("institutions")
    if viewer.may(Right.RECORD) and viewer.level >= COMMUNITY:
        return redirect("today")
    for right, page in ((Right.MANAGE, "staff"), (Right.JOURNAL, "journal")):
        if viewer.may(right):
            return redirect(page)
    if viewer.role == Role.GATEKEEPER:
        return redirect("gates")
    leads = viewer.may(Right.BOARD) and not viewer.may(Right.ADOPT)
    return redirect("picture" if leads else "library")


@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    """Keep on this device whether type is large, and return to the page."""
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = redirect(back if ours else "/")
    value = "yes" if request.POST.get("large") == "yes" else "no"
    response.set_cookie(LARGE_COOKIE, value, max_age=_YEAR, samesite="Lax")
    return response
