"""The room `premises`."""

from django.apps import AppConfig


class PremisesConfig(AppConfig):
    """Gates and who passes them."""

    name = "anlin.premises"
    label = "premises"
