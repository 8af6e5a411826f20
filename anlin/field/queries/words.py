"""The words for what a worker records; the keys are what is kept."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

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
SYMPTOMS = {
    "fever": _("Fever"),
    "cough": _("Cough"),
    "breathless": _("Short of breath"),
    "chest": _("Chest tightness"),
    "drowsy": _("Drowsy"),
    "other": _("Something else"),
}
NEEDS = {
    "medicine": _("Medicine"),
    "care": _("To see a doctor"),
    "daily": _("Daily life"),
    "psychological": _("Someone to talk to"),
    "other": _("Something else"),
}
REPORT_LINES = {
    "fevers": _("New people with fever"),
    "positives": _("New positive tests"),
    "returned": _("People who returned"),
    "appeals": _("Requests for help"),
    "urgent": _("Urgent matters"),
}
ICONS = {"phone": "telephone", "wechat": "wechat", "door": "house-door"}


def words_of(table: Mapping[str, object], kept: object) -> list[str]:
    """Return the words for one kept key or several; a key without a word stands for itself."""
    keys: Iterable[object] = kept if isinstance(kept, list) else [kept] if kept else []
    return [str(table.get(str(key), key)) for key in keys]
