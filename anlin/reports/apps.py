"""The room `reports`."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Screens only; nothing is stored here."""

    name = "anlin.reports"
    label = "reports"
