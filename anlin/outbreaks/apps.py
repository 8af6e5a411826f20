"""The room `outbreaks`."""

from django.apps import AppConfig


class OutbreaksConfig(AppConfig):
    """Tells the heart which suspected cases orders can concern."""

    name = "anlin.outbreaks"
    label = "outbreaks"

    def ready(self) -> None:
        """Offer the room's populations, and say where it keeps something about persons."""
        from anlin.base.sockets import Trace, keep_trace, offer
        from anlin.base.sql import statement
        from anlin.outbreaks.populations import DEAD, SUSPECTED

        offer(SUSPECTED)
        offer(DEAD)
        keep_trace(Trace("outbreaks", statement("outbreaks/traces")))
