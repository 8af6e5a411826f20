"""Lines over days, drawn as SVG on the server, and how they are read out."""

from collections.abc import Iterator, Sequence
from math import floor

from django import template
from django.utils.translation import gettext as _

from anlin.base.words import day
from anlin.reports.queries import Point, Shown, Trend

register = template.Library()

_SMALL, _LARGE = (112, 28), (560, 96)
_MARGIN = 3  # so that the stroke stays inside
_LEAST_SPAN = 20  # per cent: a small wobble is not drawn as a fall


@register.filter
def percent(share: float | None) -> str:
    """Return a share in per cent with one decimal; nothing known is a dash."""
    return "–" if share is None else f"{share:.1f}%"


@register.inclusion_tag("reports/spark.html")
def spark(trend: Trend, size: str = "small") -> dict[str, object]:
    """Draw the share done in time over fourteen days as one line; gaps stay gaps."""
    width, height = _LARGE if size == "large" else _SMALL
    known = [each.share for each in trend.points if each.share is not None]
    low = min(100 - _LEAST_SPAN, 10 * floor(min(known, default=100) / 10))
    return {
        "path": " ".join(_path(trend.points, low, width, height)),
        "size": size,
        "width": width,
        "height": height,
        "low": low,
        "first": trend.points[0].day,
        "last": trend.points[-1].day,
        "label": _read_out(trend),
    }


@register.inclusion_tag("reports/spark.html")
def steps(shown: Shown) -> dict[str, object]:
    """Draw a figure over fourteen days as one line; days that were not counted stay gaps."""
    width, height = _SMALL
    known = [number for _day, number in shown.days if number is not None]
    most = max(known, default=0) or 1
    points = [Point(on, 0 if n is None else most, n or 0) for on, n in shown.days]
    return {
        "path": " ".join(_path(points, 0, width, height)) if len(known) > 1 else "",
        "size": "small",
        "width": width,
        "height": height,
        "low": 0,
        "first": shown.days[0][0] if shown.days else None,
        "last": shown.days[-1][0] if shown.days else None,
        "label": _("Over 14 days: %(numbers)s") % {"numbers": ", ".join(map(str, known))},
    }


def _path(days: Sequence[Point], low: int, width: int, height: int) -> Iterator[str]:
    step = (width - 2 * _MARGIN) / (len(days) - 1)
    tall = height - 2 * _MARGIN
    pen = False
    for number, each in enumerate(days):
        if each.share is None:
            pen = False
            continue
        x = _MARGIN + number * step
        y = _MARGIN + tall * (100 - each.share) / (100 - low)
        yield f"{'L' if pen else 'M'}{x:.1f} {y:.1f}" + ("" if pen else "h0")
        pen = True


def _read_out(trend: Trend) -> str:
    last, worst = trend.last, trend.worst
    if last is None or worst is None:
        return _("In time over 14 days: nothing is over yet.")
    return _("In time over 14 days: %(last)s on %(day)s; lowest %(worst)s on %(low)s.") % {
        "last": percent(last.share),
        "day": day(last.day),
        "worst": percent(worst.share),
        "low": day(worst.day),
    }
