"""The room of persons and households."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Tells the heart which populations live here."""

    name = "anlin.people"
    label = "people"

    def ready(self) -> None:
        """Offer the room's populations, and say what it keeps."""
        from anlin.base.sockets import hold
        from anlin.people import populations
        from anlin.people.figures import HELD

        populations.register()
        for fact in HELD:
            hold(fact)
