"""The desk every act on staff is done at: who may, which worker, and the line in the journal."""

from collections.abc import Mapping
from datetime import datetime

from anlin.accounts.rules import Viewer
from anlin.institutions.models import Post
from anlin.journal.actions import write
from anlin.workforce.rules import UnknownPostError


def post_here(post: int, *, hold: bool = False) -> Post:
    """Return a worker of the open scope, held until the transaction ends if asked.

    Raises:
        UnknownPostError: there is none.
    """
    found = Post.objects.select_for_update() if hold else Post.objects.all()
    one = found.filter(pk=post).first()
    if one is None:
        raise UnknownPostError(field="post")
    return one


def journal(
    verb: str,
    subject: str,
    place: int,
    *,
    by: Viewer,
    at: datetime,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write the one line of an act; `detail` never names a person."""
    write(
        by=by, verb=f"workforce.{verb}", place=place, subject=subject, at=at, reason=reason,
        detail=detail,
    )  # fmt: skip
