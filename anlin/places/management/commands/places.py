"""`anlin places load`: put the statistical divisions into the tree."""

from django.core.management.base import BaseCommand, CommandParser

from anlin.base import clock
from anlin.places import actions


class Command(BaseCommand):
    """Load the tree; loading twice is the same as loading once."""

    help = "load the national tree of divisions"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one verb there is."""
        parser.add_argument("verb", choices=["load"])

    def handle(self, *args: object, **options: object) -> None:
        """Load and say how far it is."""
        loaded = actions.load_edition(by=None, at=clock.now(), say=self.stdout.write)
        done = f"loaded {loaded:,} places" if loaded else "the divisions stand already"
        self.stdout.write(f"places: {done}")
