"""The room of observations: what was recorded, once, and never changed."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Offers the populations and figures that follow from what was recorded."""

    name = "anlin.records"
    label = "records"

    def ready(self) -> None:
        """Plug in the populations and figures."""
        from anlin.base.sockets import Trace, count, keep_trace, offer
        from anlin.base.sql import statement
        from anlin.records.figures import COUNTED
        from anlin.records.populations import AFTER

        for population in AFTER:
            offer(population)
        for figure in COUNTED:
            count(figure)
        keep_trace(Trace("records", statement("records/traces")))
