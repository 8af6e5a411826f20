"""The room `field`."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """Screens only; nothing is stored here."""

    name = "anlin.field"
    label = "field"
