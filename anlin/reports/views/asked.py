"""What an address asks for: a day."""

from datetime import date

from django.http import HttpRequest

_FIRST = date(2000, 1, 1)  # no order here is older; an address can name any day


def day_of(request: HttpRequest, latest: date) -> date:
    """Return the day asked for; a day that is none or comes after `latest` is `latest`."""
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return latest
    return min(max(asked, _FIRST), latest)
