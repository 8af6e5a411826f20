"""The field app as it is built: one page for everybody, without anything about anybody in it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

BUILT = settings.BASE_DIR / "static/dist/field"
# The app sets styles by script only; photographs are shown out of the page's own memory.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Give the page that the service worker keeps on the phone."""
    response = _built("index.html", "text/html; charset=utf-8")
    response["Content-Security-Policy"] = POLICY
    response["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()"
    return response


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker; its address decides that it answers for the app alone."""
    return _built("sw.js", "text/javascript; charset=utf-8")


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the app is installed."""
    return _built("manifest.webmanifest", "application/manifest+json")


def _built(name: str, kind: str) -> HttpResponse:
    """Return a file of the build; browsers ask each time whether there is a newer one."""
    response = HttpResponse((BUILT / name).read_bytes(), content_type=kind)
    response["Cache-Control"] = "no-cache"
    return response
