"""Places: the tree of the nation as of any day."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Register the room and offer its population to the heart."""

    name = "anlin.places"
    label = "places"
    verbose_name = "Places"

    def ready(self) -> None:
        """Offer the population `communities`."""
        from anlin.places.populations import register

        register()
