"""The desk every act on staff is done at: who may, which worker, and the line in the journal."""

from anlin.institutions.models import Post
from anlin.journal.actions import Book
from anlin.workforce.rules import UnknownPostError

journal = Book("workforce")


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
