"""The room `outbreaks`."""

from django.apps import AppConfig


class OutbreaksConfig(AppConfig):
    """Tells the heart which suspected cases orders can concern, and reports what to count."""

    name = "anlin.outbreaks"
    label = "outbreaks"

    def ready(self) -> None:
        """Offer the room's populations, and say where it keeps something about persons."""
        from anlin.base.sockets import Trace, count, keep_trace, offer
        from anlin.base.sql import statement
        from anlin.outbreaks.figures import COUNTED
        from anlin.outbreaks.populations import OFFERED

        for population in OFFERED:
            offer(population)
        for figure in COUNTED:
            count(figure)
        keep_trace(Trace("outbreaks", statement("outbreaks/traces")))
