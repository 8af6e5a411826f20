"""The journal: who did what to whom, when, where and why; append-only."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Register the room."""

    name = "anlin.journal"
    label = "journal"
    verbose_name = "Journal"
