"""The room as Django knows it."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Talking with other programs."""

    name = "anlin.exchange"
