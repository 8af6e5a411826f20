"""How screens name needs, symptoms, journeys and how long something is open."""

from collections.abc import Mapping
from datetime import date, timedelta

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlin.base.words import dated
from anlin.cases.queries import (
    CARRIER_WORDS,
    COMING_WORDS,
    KIND_WORDS,
    SYMPTOM_WORDS,
)
from anlin.cases.rules import Coming, Kind
from anlin.dispatch.queries import NEED_WORDS
from anlin.dispatch.rules import NeedKind

register = template.Library()


@register.filter
def need(kind: str) -> str:
    """Return the word for a kind of need."""
    return str(NEED_WORDS[NeedKind(kind)])


@register.filter
def coming(kind: str) -> str:
    """Return the word for where somebody comes from."""
    return str(COMING_WORDS[Coming(kind)])


@register.filter
def home_kind(kind: str) -> str:
    """Return the word for what somebody is at home for."""
    return str(KIND_WORDS[Kind(kind)])


@register.filter
def iso_day(written: str) -> str:
    """Return a day that is kept as text as people say it."""
    return dated(date.fromisoformat(written)) if written else ""


@register.filter
def leg(told: Mapping[str, str]) -> str:
    """Return one part of a journey: by what, with which number, from where to where."""
    carrier = str(CARRIER_WORDS.get(told.get("by", ""), ""))
    way = " → ".join(filter(None, (told.get("start", ""), told.get("end", ""))))
    return " ".join(filter(None, (carrier, told.get("number", ""), way)))


@register.filter
def age(length: timedelta) -> str:
    """Return how long something has been open, in days, hours or, to begin with, minutes."""
    minutes = int(length.total_seconds() // 60)
    hours = minutes // 60
    if not hours:
        return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    if hours >= 24:
        return ngettext("%(number)d day", "%(number)d days", hours // 24) % {"number": hours // 24}
    return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}


@register.filter
def symptoms(content: Mapping[str, object]) -> str:
    """Return the symptoms that a reading tells of, in words."""
    told = content.get("symptoms")
    keys = told if isinstance(told, list) else []
    return _(", ").join(str(SYMPTOM_WORDS.get(str(key), key)) for key in keys)
