"""Words and figures of institutions in templates."""

from collections.abc import Mapping

from django import template

from anlin.institutions.queries import words

register = template.Library()
_WORDS: Mapping[str, Mapping[str, object]] = {
    name: {str(key): word for key, word in getattr(words, f"{name.upper()}_WORDS").items()}
    for name in (
        "kind", "owner", "part", "area", "arranged", "state", "came", "went", "job", "level",
        "outcome", "method", "whom", "result", "missing", "symptom", "axis",
    )
}  # fmt: skip


@register.filter
def word(value: str, table: str) -> object:
    """Return the word for a value of one of the lists of an institution."""
    return _WORDS[table].get(str(value), "")
