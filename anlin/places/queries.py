"""Reads over the tree, as of any day."""

from anlin.places.models import Place
from anlin.places.rules import UnknownPlaceError


def place(code: str) -> Place:
    """Return the place with this code, open or not.

    Raises:
        UnknownPlaceError: no such place.
    """
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise UnknownPlaceError(field="place", code=code)
    return found
