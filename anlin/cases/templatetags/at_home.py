"""How screens name needs and symptoms."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from anlin.cases.queries import NEED_WORDS, SYMPTOM_WORDS
from anlin.cases.rules import Need

register = template.Library()


@register.filter
def need(kind: str) -> str:
    """Return the word for a kind of need."""
    return str(NEED_WORDS[Need(kind)])


@register.filter
def symptoms(content: Mapping[str, object]) -> str:
    """Return the symptoms that a reading tells of, in words."""
    told = content.get("symptoms")
    keys = told if isinstance(told, list) else []
    return _(", ").join(str(SYMPTOM_WORDS.get(str(key), key)) for key in keys)
