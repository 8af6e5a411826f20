"""The room of needs and difficulties."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Offers its population to the heart."""

    name = "anlin.dispatch"

    def ready(self) -> None:
        """Plug in what this room knows."""
        from anlin.base.sockets import Trace, keep_trace, offer
        from anlin.base.sql import statement
        from anlin.dispatch.populations import RAISED

        offer(RAISED)
        keep_trace(Trace("dispatch", statement("dispatch/persons")))
