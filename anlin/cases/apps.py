"""The room `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Offers the populations and figures of people at home and on the way."""

    name = "anlin.cases"
    label = "cases"

    def ready(self) -> None:
        """Plug in the populations and figures."""
        from anlin.base.sockets import count, offer
        from anlin.cases.figures import COUNTED
        from anlin.cases.populations import AT_HOME, ON_THE_WAY

        for population in (*AT_HOME, *ON_THE_WAY):
            offer(population)
        for figure in COUNTED:
            count(figure)
