"""The room `committees`."""

from django.apps import AppConfig


class CommitteesConfig(AppConfig):
    """Daily and urgent reports, and who answers for whom."""

    name = "anlin.committees"
    label = "committees"

    def ready(self) -> None:
        """Plug in the figures."""
        from anlin.base.sockets import count
        from anlin.committees.figures import COUNTED

        for figure in COUNTED:
            count(figure)
