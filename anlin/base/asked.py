"""What an address asks for: a day."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from anlin.base.words import dated

_FIRST = date(2000, 1, 1)  # nothing here is older; an address can name any day
_MOST = 20  # characters of what was asked that are worth repeating


def day_of(request: HttpRequest, latest: date, earliest: date = _FIRST) -> date:
    """Return the day asked for, or the nearest that can be shown, and say so on the page.

    None asked for is `latest`, and so is what is no day.
    """
    text = request.GET.get("day", "")
    if not text:
        return latest
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        messages.warning(request, _("“%(asked)s” is no day; this is %(shown)s.") % {
            "asked": text[:_MOST], "shown": dated(latest),
        })  # fmt: skip
        return latest
    shown = min(max(asked, earliest), latest)
    if asked != shown:
        sentence = (
            _("%(asked)s cannot be shown yet; this is %(shown)s.")
            if asked > latest
            else _("%(asked)s lies too far back to be shown; this is %(shown)s.")
        )
        messages.warning(request, sentence % {"asked": dated(asked), "shown": dated(shown)})
    return shown
