"""What every page shows around its content: who is at work where, and the main screens."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlin.accounts.queries import kept
from anlin.accounts.rules import Right, Role, Viewer
from anlin.accounts.rules.devices import FIELD_ROLES
from anlin.base import clock
from anlin.base.words import said
from anlin.duties.rules.ladder import LEADERS
from anlin.places.queries import names
from anlin.places.rules import COMMUNITY
from anlin.policy.queries import unread

LARGE_COOKIE = "large"
_TABS = 6  # as many as a telephone shows side by side
_REPORTING = (Role.COMMUNITY_WORKER, Role.HOME_HEAD, Role.NURSE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the main navigation."""

    url: str
    word: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class GrantChoice:
    """Another role or place that the viewer can switch to."""

    id: int
    word: str


def page(request: HttpRequest) -> dict[str, object]:
    """Return what the base template needs on every page."""
    viewer = getattr(request, "viewer", None)
    frame: dict[str, object] = {
        "large": request.COOKIES.get(LARGE_COOKIE) == "yes",
        "now": clock.now(),
        "viewer": viewer,
    }
    if not isinstance(viewer, Viewer):
        return frame
    others = [held for held in viewer.held if held.grant != viewer.grant]
    places = names([viewer.place_code, *(held.place_code for held in others)])
    offered = entries(viewer, request.path)
    fit = _TABS if len(offered) <= _TABS else _TABS - 1  # what does not fit waits behind one tab
    return frame | {
        "entries": offered,
        "tabs": offered[:fit],
        "tabs_behind": offered[fit:],
        "typed_before": kept(request) if request.method == "GET" else None,
        "unread": unread(viewer, clock.now()),
        "can_lead": viewer.may(Right.BOARD),
        "phone_serves": viewer.role in FIELD_ROLES,
        "role_word": said(viewer.office),
        "place_word": places.get(viewer.place_code, viewer.place_code),
        "other_grants": [
            GrantChoice(
                held.grant, f"{said(held.office)} · {places.get(held.place_code, held.place_code)}"
            )
            for held in others
        ],
    }


def entries(viewer: Viewer, path: str) -> list[Entry]:
    """Return the screens that the viewer's role works with, the current one marked."""
    near = viewer.level >= COMMUNITY and not viewer.may(Right.CARE)
    homes = viewer.may(Right.CARE) or viewer.may(Right.HOME)
    offered = [
        (homes, "institutions", _("Institutions"), "building"),
        (viewer.may(Right.CARE), "warnings", _("Warnings"), "exclamation-triangle"),
        (viewer.may(Right.RECORD) and near, "today", _("Today"), "list-check"),
        (viewer.names and near, "households", _("Households"), "house-door"),
        (viewer.names and not near and not homes, "people", _("Find a person"), "search"),
        (viewer.role in _REPORTING, "report", _("Report"), "clipboard-check"),
        (viewer.may(Right.CARE), "outbreaks", _("Cases"), "exclamation-triangle"),
        (homes and not viewer.may(Right.CARE), "homes-county", _("Compared"), "shield-check"),
        (viewer.may(Right.CARE) and viewer.may(Right.HOME), "workforce", _("Rota"), "calendar3"),
        (viewer.may(Right.CARE) and not viewer.may(Right.HOME), "my-work", _("My work"), "person"),
        (viewer.gate, "gates", _("Gates"), "door-open"),
        (
            viewer.role in LEADERS and not near,
            "picture",
            pgettext("live", "Picture"),
            "grid-3x3-gap",
        ),
        (viewer.may(Right.BOARD), "board", _("Board"), "bar-chart"),
        (
            viewer.may(Right.RECORD) or viewer.may(Right.BOARD),
            "dispatch",
            _("Dispatch"),
            "megaphone",
        ),
        (viewer.role in LEADERS and not near, "reports", _("Reports"), "clipboard-check"),
        (viewer.role in LEADERS, "inbox", _("Inbox"), "bell"),
        (viewer.may(Right.MANAGE), "staff", _("Staff"), "people"),
        (viewer.may(Right.JOURNAL), "journal", _("Journal"), "journal-text"),
        (True, "library", _("Orders"), "book"),
    ]
    made = []
    for open_to, name, word, icon in offered:
        if open_to:
            url = reverse(name)
            opened = path.startswith(url) or (name == "households" and path.startswith("/people/"))
            made.append(Entry(url, word, icon, opened))
    return made
