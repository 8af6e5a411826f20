"""The words for what a worker records; the keys are what is kept."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from anlin.cases.queries import SYMPTOM_WORDS
from anlin.dispatch.queries import NEED_WORDS
from anlin.dispatch.rules import AT_HOME

WAYS = {
    "phone": _("Telephone"),
    "wechat": _("WeChat"),
    "door": _("At the door"),
}
CONDITIONS = {
    "well": _("Well"),
    "unwell": _("Unwell"),
    "not_reached": _("Not reached"),
}
SYMPTOMS = SYMPTOM_WORDS
NEEDS = {need.value: NEED_WORDS[need] for need in AT_HOME}
KINDS = {
    "household": _("A new household"),
    "person": _("A new resident"),
    "move": _("A move"),
    "edit": _("Details put right"),
    "traveller": _("An arrival"),
    "handover_answer": _("An answer to a hand-over"),
    "reading": _("A reading"),
    "need": _("A need"),
    "difficulty": _("A difficulty"),
    "round": _("A round"),
    "passage": _("A passage at a gate"),
}
ICONS = {"phone": "telephone", "wechat": "wechat", "door": "house-door"}


def words_of(table: Mapping[str, object], kept: object) -> list[str]:
    """Return the words for one kept key or several; a key without a word stands for itself."""
    keys: Iterable[object] = kept if isinstance(kept, list) else [kept] if kept else []
    return [str(table.get(str(key), key)) for key in keys]
