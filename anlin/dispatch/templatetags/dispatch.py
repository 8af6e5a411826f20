"""How screens name kinds, states and levels of needs."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlin.base.sockets import MATTERS
from anlin.dispatch.queries import LEVEL_WORDS, NEED_WORDS, STATE_WORDS, WHAT_WORDS
from anlin.dispatch.rules import NeedKind, State, What

register = template.Library()


@register.filter
def need_kind(kind: str) -> str:
    """Return the word for a kind of need."""
    return str(NEED_WORDS[NeedKind(kind)])


@register.filter
def need_state(state: str) -> str:
    """Return the word for what has become of a need."""
    return str(STATE_WORDS[State(state)])


@register.filter
def need_step(what: str) -> str:
    """Return the word for something done about a need."""
    return str(WHAT_WORDS[What(what)])


@register.filter
def need_level(level: int) -> str:
    """Return whom a level is."""
    return str(LEVEL_WORDS[level])


@register.filter
def need_number(subject: int) -> int:
    """Return the number of the need that a duty is about; 0 if it is about none."""
    return subject - MATTERS if MATTERS < subject < 2 * MATTERS else 0


@register.filter
def minutes(number: float | None) -> str:
    """Return minutes as people say them; nothing known is a dash."""
    if number is None:
        return "–"
    whole = round(number)
    if whole < 120:
        return ngettext("%(number)d minute", "%(number)d minutes", whole) % {"number": whole}
    return _("%(number).1f hours") % {"number": number / 60}
