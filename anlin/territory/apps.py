"""The room `territory`."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Screens and timed work over the tree; it keeps no table of its own."""

    name = "anlin.territory"
    label = "territory"
