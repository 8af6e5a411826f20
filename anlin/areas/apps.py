"""The room of area classes."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Offers its populations to the heart."""

    name = "anlin.areas"

    def ready(self) -> None:
        """Plug in what this room knows."""
        from anlin.areas.populations import CLASSED
        from anlin.base.sockets import offer

        for population in CLASSED:
            offer(population)
