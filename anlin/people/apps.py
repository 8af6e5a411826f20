"""The room of persons and households."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Tells the heart which populations live here."""

    name = "anlin.people"
    label = "people"

    def ready(self) -> None:
        """Offer the room's populations."""
        from anlin.people import populations

        populations.register()
