"""The room of supervision."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Offers its population to the heart."""

    name = "anlin.supervision"

    def ready(self) -> None:
        """Plug in what this room knows."""
        from anlin.base.sockets import offer
        from anlin.supervision.populations import FOUND

        offer(FOUND)
