"""Who leads, and of which place somebody asks."""

from django.http import Http404, HttpRequest

from anlin.accounts.queries.viewers import signed_in
from anlin.accounts.rules import Right, Viewer
from anlin.places.rules import CodeError, span


def leader(request: HttpRequest) -> Viewer:
    """Return who asks: whoever leads a place.

    Raises:
        Http404: the role has no board.
    """
    viewer = signed_in(request)
    if not viewer.may(Right.BOARD):
        raise Http404
    return viewer


def leader_of(request: HttpRequest, code: str) -> tuple[Viewer, str]:
    """Return who asks for the place `code`, and the code: the own place where none is named.

    Raises:
        Http404: the viewer has no board, or the place does not lie whole in their range.
    """
    viewer = leader(request)
    return viewer, place_within(viewer, code)


def place_within(viewer: Viewer, code: str) -> str:
    """Return the code of the place asked for: the viewer's own where none is named.

    Raises:
        Http404: there is no such code, or the place does not lie whole in the viewer's range.
    """
    code = code or viewer.place_code
    try:
        lo, hi = span(code)
    except CodeError as error:
        raise Http404 from error
    if not viewer.covers_all(lo, hi):
        raise Http404
    return code
