"""The room `premises`."""

from django.apps import AppConfig


class PremisesConfig(AppConfig):
    """Gates and who passes them."""

    name = "anlin.premises"
    label = "premises"

    def ready(self) -> None:
        """Plug in the figures."""
        from anlin.base.sockets import count
        from anlin.premises.figures import COUNTED

        for figure in COUNTED:
            count(figure)
