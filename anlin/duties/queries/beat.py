"""What the next beat of the heart has to do, and in how many sessions."""

import os
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise

from django.db.models import Exists, F, Min, OuterRef, Q, Sum

from anlin.base.days import local_day
from anlin.base.scope import NATION
from anlin.duties.models import Beat, Figure, Window
from anlin.journal.models import Entry
from anlin.places.rules import COMMUNITY, COUNTY, WIDTHS

_NO_FACTS = (
    r"^((accounts|duties|records|field|demo)\.|policy\.(read|draft|change_draft|withdraw_draft)$)"
)
_OVERLAP = timedelta(minutes=5)
MANY = 200_000  # duties; for fewer a session of its own costs more than it saves
MOST_SESSIONS = 4


def swept_until(at: datetime) -> datetime:
    """Return where the sweep goes on: a day before where it last came, to see what came since."""
    swept = Beat.objects.values_list("swept_at", flat=True).get()
    return (swept or at) - timedelta(days=1)


def windows_to_sweep(*, since: datetime, at: datetime) -> list[int]:
    """Return the windows that lapsed by `at` and whose lapses may not all be raised.

    Those that lapsed since the last sweep; of the others since `since`, those of which more is
    missed than was ever raised; and deadlines, of which some may lapse at any moment.
    """
    lapsed = Window.objects.filter(lapses__gt=since, lapses__lte=at, own=False)
    swept = Beat.objects.values_list("swept_at", flat=True).get()
    settled = F("met") + F("late") + F("excused") + F("raised")
    behind = Figure.objects.filter(level=0, due__gt=settled, window_id=OuterRef("pk"))
    if swept is not None:
        lapsed = lapsed.filter(Q(lapses__gt=swept) | Exists(behind))
    own = Window.objects.filter(own=True, opens__lte=at).exclude(within=None)
    return [*lapsed.values_list("pk", flat=True), *own.values_list("pk", flat=True)]


def parts_of(windows: Sequence[int]) -> list[tuple[int, int]]:
    """Return ranges of places that hold about as many duties of `windows` each, one for each core.

    There is only one where they are few. Counties stay whole. By the figures, so after counting.
    """
    of_county = Figure.objects.filter(level=COUNTY, window_id__in=windows).values_list("place")
    counties = list(of_county.annotate(sum=Sum("due")).order_by("place"))
    so_far = list(accumulate(due for _, due in counties))
    sessions = min(os.cpu_count() or 1, MOST_SESSIONS)
    if sessions == 1 or not so_far or so_far[-1] < MANY:
        return [NATION]
    cuts = [
        counties[bisect_left(so_far, so_far[-1] * n / sessions)][0] + WIDTHS[COUNTY]
        for n in range(1, sessions)
    ]
    return list(pairwise([NATION[0], *cuts, NATION[1]]))


def days_to_plan(at: datetime) -> list[date]:
    """Return the days from where the sweep last came until tomorrow: an outage leaves no gap."""
    swept = Beat.objects.values_list("swept_at", flat=True).get()
    first, today = local_day(min(swept or at, at)), local_day(at)
    return [first + timedelta(days=n) for n in range((today - first).days + 2)]


def first_day_planned(at: datetime) -> date:
    """Return the first day on which a window opens, or the day of `at` if none is planned."""
    opens = Window.objects.filter(own=False).aggregate(first=Min("opens"))["first"]
    return local_day(min(opens or at, at))


def changed_since_reconciled() -> list[tuple[int, int]]:
    """Return the ranges of places in which facts or orders changed since obligations followed.

    The journal tells; it is read a little back, as lines of one moment may arrive out of order.
    """
    since = Beat.objects.values_list("reconciled_at", flat=True).get()
    if since is None:
        return [NATION]
    touched = Entry.objects.filter(at__gt=since - _OVERLAP).exclude(verb__regex=_NO_FACTS)
    found: list[tuple[int, int]] = []
    areas = set(touched.values_list("area", flat=True))
    for lo, hi in sorted(map(_around, areas), key=lambda each: (each[0], -each[1])):
        if not found or lo >= found[-1][1]:
            found.append((lo, hi))
    return found


def _around(area: int) -> tuple[int, int]:
    """Return the widest place that begins at `area`, or the community that `area` lies in."""
    width = next((width for width in WIDTHS[:COMMUNITY] if area % width == 0), WIDTHS[COMMUNITY])
    lo = area - area % width
    return lo, lo + width
