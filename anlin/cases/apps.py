"""The room `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Offers the population of people under home observation."""

    name = "anlin.cases"
    label = "cases"

    def ready(self) -> None:
        """Plug in the population."""
        from anlin.base.sockets import offer
        from anlin.cases.populations import OBSERVED

        offer(OBSERVED)
