"""What a page may show again: counts down to communities are the same for whoever may see them."""

from datetime import datetime

from django.utils.translation import get_language

from anlin.accounts.rules import Viewer
from anlin.base.days import ZONE
from anlin.places.rules import COMMUNITY, level_of

SECONDS = 60  # figures are counted as often


def shared(
    viewer: Viewer, code: str, as_of: datetime | None, at: datetime, *asked: object
) -> dict[str, object]:
    """Return for how many seconds the counted parts of a page are kept, and under which key.

    The key holds all they depend on: the place, what is `asked` of it, what the reader's role may
    see, the language, when the figures were counted, and the minute, since what is open becomes
    missed. Below communities everything is counted live, and kept for nobody. Names never are.
    """
    sees = (viewer.names, viewer.staff, viewer.gate)
    key = (code, *asked, *sees, get_language(), as_of, f"{at.astimezone(ZONE):%d %H:%M}")
    return {
        "seconds": SECONDS if level_of(code) <= COMMUNITY else 0,
        "kept": " ".join(map(str, key)),
    }
