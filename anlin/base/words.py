"""How screens say moments, days, shares and texts that exist in two languages.

Built into every template; the language is the one the reader chose.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, override

from anlin.base.days import ZONE

register = template.Library()

_DAY = 24 * 3600
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def chinese() -> bool:
    """Return whether the reader reads Chinese."""
    return (get_language() or "zh").startswith("zh")


def spoken(zh: str, en: str) -> str:
    """Return the text in the reader's language, or the other one where it is missing."""
    return (zh or en) if chinese() else (en or zh)


def both(text: object) -> dict[str, str]:
    """Return a translated text in both languages, for whoever keeps it and reads it later."""
    found = {}
    for name, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            found[name] = str(text)
    return found


@register.filter
def said(thing: object, name: str = "") -> str:
    """Return the text of `thing` in the reader's language: its `zh`/`en`, or `<name>_zh`/`_en`."""
    before = f"{name}_" if name else ""
    if isinstance(thing, dict):
        return spoken(str(thing.get(f"{before}zh", "")), str(thing.get(f"{before}en", "")))
    return spoken(getattr(thing, f"{before}zh", ""), getattr(thing, f"{before}en", ""))


@register.filter
def day(on: date | None) -> str:
    """Return a day as people say it: 1月20日 周五, or Fri 20 Jan."""
    if on is None:
        return ""
    if chinese():
        return f"{on.month}月{on.day}日 周{_WEEKDAYS_ZH[on.weekday()]}"
    return f"{_WEEKDAYS_EN[on.weekday()]} {on.day} {_MONTHS_EN[on.month - 1]}"


@register.filter
def dated(on: date | None) -> str:
    """Return a day with its year: 2023年1月20日, or 20 Jan 2023."""
    if on is None:
        return ""
    if chinese():
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}"


@register.filter
def moment(at: datetime | None) -> str:
    """Return a moment in China: 1月20日 周五 18:00, or 20 Jan, 18:00."""
    if at is None:
        return ""
    local = at.astimezone(ZONE)
    if chinese():
        return f"{day(local.date())} {local:%H:%M}"
    return f"{local.day} {_MONTHS_EN[local.month - 1]}, {local:%H:%M}"


@register.filter
def deadline(at: datetime | None) -> str:
    """Return a moment at which a time is up: midnight is 24:00 of the day that ends with it."""
    if at is None:
        return ""
    local = at.astimezone(ZONE)
    if local.time() != time():
        return moment(at)
    ended = local.date() - timedelta(days=1)
    return (
        f"{day(ended)} 24:00" if chinese() else f"{ended.day} {_MONTHS_EN[ended.month - 1]}, 24:00"
    )


@register.filter
def hour(at: datetime | None) -> str:
    """Return only the time of day in China: 18:00."""
    return "" if at is None else f"{at.astimezone(ZONE):%H:%M}"


@register.filter
def of_day(seconds: int) -> str:
    """Return seconds since midnight as a time of day: 06:00; the end of the day is 24:00."""
    within = seconds if seconds <= _DAY else seconds % _DAY
    return f"{within // 3600:02d}:{within % 3600 // 60:02d}"


@register.filter
def span(length: timedelta | None) -> str:
    """Return a length of time in its largest whole unit: 2 小时, or 2 hours."""
    seconds = 0 if length is None else int(length.total_seconds())
    if seconds and seconds % _DAY == 0:
        number = seconds // _DAY
        return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}
    if seconds and seconds % 3600 == 0:
        number = seconds // 3600
        return ngettext("%(number)d hour", "%(number)d hours", number) % {"number": number}
    number = seconds // 60
    return ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number}


@register.filter
def at(table: Mapping[object, object], key: object) -> object:
    """Return what `table` holds at `key`, or the key itself."""
    return table.get(key, key)


@register.filter
def count(number: int | None) -> str:
    """Return a number in groups of three: 41,206; nothing known is a dash."""
    return "–" if number is None else f"{number:,}"


@register.filter
def share(part: int, whole: int) -> str:
    """Return `part` of `whole` in per cent with one decimal; of nothing it is a dash."""
    return "–" if not whole else f"{100 * part / whole:.1f}%"


@register.filter
def signed(number: float | None) -> str:
    """Return a difference with its sign: +1,234, −56, +0.5; nothing known is a dash."""
    if number is None:
        return "–"
    size = f"{abs(number):,}" if isinstance(number, int) else f"{abs(number):,.1f}"
    none = size in ("0", "0.0")
    return size if none else f"{'+' if number > 0 else '−'}{size}"


@register.filter
def hours(number: float | None) -> str:
    """Return hours with one decimal: 1,234.5; nothing known is a dash."""
    return "–" if number is None else f"{number:,.1f}"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a label it is only decoration."""
    address = f"{_sprite()}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            address,
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)


@cache
def _sprite() -> str:
    return static("dist/icons.svg")


@register.simple_tag
def bar(met: int, late: int, missed: int, whole: int) -> SafeString:
    """Draw how much of `whole` is met, late and missed as one thin line."""
    drawn = ['<rect class="all" width="100%"></rect>']
    start = 0.0
    for kind, number in (("met", met), ("late", late), ("missed", missed)):
        width = 100 * number / whole if whole else 0.0
        drawn.append(f'<rect class="{kind}" x="{start:.2f}%" width="{width:.2f}%"></rect>')
        start += width
    return mark_safe(f'<svg class="bar" aria-hidden="true">{"".join(drawn)}</svg>')  # noqa: S308 - numbers only
