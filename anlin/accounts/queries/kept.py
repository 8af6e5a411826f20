"""What somebody sent after the session had ended: put away sealed, handed back after sign-in.

It lies in the session of the browser that sent it, under a seal that names whoever signed in there
last: the token against forged forms changes at every sign-in, so nobody else can have typed it.
"""

from dataclasses import dataclass

import msgspec
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from anlin.accounts.rules import Viewer
from anlin.base import seal

DEVICE = "device"
_SESSION_KEY = "kept"
_WHO = 16  # letters of a name's keyed digest, which the cookie of a device begins with
_MOST = 100_000  # letters of one form
_OURS = {"csrfmiddlewaretoken", "next", "back"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was sent: where to, from which page, and what was typed."""

    path: str
    page: str
    fields: tuple[tuple[str, str], ...]
    files: bool


def device_of(request: HttpRequest) -> str:
    """Return the mark of the device a request comes from, or nothing where it is unknown here."""
    return request.get_signed_cookie(DEVICE, default="", salt=DEVICE) or ""


def owner_of(username: str) -> str:
    """Return what the mark of a device begins with once `username` has signed in there."""
    return seal.blind_index(username, area=DEVICE).hex()[:_WHO]


def keep(request: HttpRequest) -> None:
    """Put away what a request without a session sent; nothing secret, and no files."""
    who = device_of(request)[:_WHO]
    hidden = getattr(request, "sensitive_post_parameters", ())
    if request.method != "POST" or not who or hidden == "__ALL__":
        return
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OURS and name not in hidden
        for value in values
    )
    if not fields or sum(len(name) + len(value) for name, value in fields) > _MOST:
        return
    path = request.get_full_path()
    found = Kept(path, _page_of(request) or path, fields, bool(request.FILES))
    sealed = seal.seal(msgspec.json.encode(found).decode(), purpose=f"{_SESSION_KEY} {who}")
    request.session[_SESSION_KEY] = [who, sealed.hex()]


def is_kept(request: HttpRequest) -> bool:
    """Tell whether something waits in this browser for whoever typed it."""
    return _SESSION_KEY in request.session


def keep_only_for(request: HttpRequest, username: str) -> bool:
    """Throw away what somebody other than `username` typed; tell whether something is left."""
    kept = request.session.get(_SESSION_KEY)
    if kept and kept[0] != owner_of(username):
        forget(request)
    return is_kept(request)


def kept(request: HttpRequest) -> Kept | None:
    """Return what waits for the person who is signed in."""
    found = request.session.get(_SESSION_KEY)
    if not found or not isinstance(getattr(request, "viewer", None), Viewer):
        return None
    who, sealed = found
    try:
        told = seal.open_sealed(bytes.fromhex(sealed), purpose=f"{_SESSION_KEY} {who}")
    except seal.SealBrokenError:
        return None
    return msgspec.json.decode(told, type=Kept)


def forget(request: HttpRequest) -> None:
    """Put nothing before the person any more."""
    request.session.pop(_SESSION_KEY, None)


def forget_once_sent(request: HttpRequest) -> None:
    """Forget what waits when its form is sent again."""
    if request.method == "POST" and _SESSION_KEY in request.session:
        found = kept(request)
        if found and found.path == request.get_full_path():
            forget(request)


def _page_of(request: HttpRequest) -> str:
    """Return the page a form stood on, if it is one of ours."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return ""
    return "/" + referer.partition("://")[2].partition("/")[2]
