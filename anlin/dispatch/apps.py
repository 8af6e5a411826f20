"""The room of needs and difficulties."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Offers its population to the heart, and its figures to reports."""

    name = "anlin.dispatch"

    def ready(self) -> None:
        """Plug in what this room knows."""
        from anlin.base.sockets import Trace, count, keep_trace, offer
        from anlin.base.sql import statement
        from anlin.dispatch.figures import COUNTED
        from anlin.dispatch.populations import RAISED

        offer(RAISED)
        for figure in COUNTED:
            count(figure)
        keep_trace(Trace("dispatch", statement("dispatch/persons")))
