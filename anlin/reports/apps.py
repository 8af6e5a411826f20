"""The room `reports`."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The screens of leaders, and the counts behind them."""

    name = "anlin.reports"
    label = "reports"
