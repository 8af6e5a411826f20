"""`anlin demo build [--people N]` and `anlin demo accounts`: the demonstration."""

from argparse import RawDescriptionHelpFormatter
from time import monotonic

from django.core.management.base import BaseCommand, CommandParser

from anlin.accounts.rules import OFFICES
from anlin.base import clock
from anlin.config.demo import build, staff


class Command(BaseCommand):
    """Build the demonstration once, or print who can sign in to it."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a verb and the size."""
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("verb", choices=["build", "accounts"])
        parser.add_argument(
            "--people", type=int, default=build.PEOPLE, metavar="N",
            help=f"how many people to invent (default {build.PEOPLE:,}; census size 1,120,000)",
        )  # fmt: skip

    def handle(self, *args: object, verb: str, people: int, **options: object) -> None:
        """Do what `verb` says."""
        if verb == "accounts":
            self._accounts()
            return
        begun = monotonic()
        done = build.build(people=people, at=clock.now(), say=self.stdout.write)
        if done:
            self.stdout.write(f"built in {monotonic() - begun:.0f} s")

    def _accounts(self) -> None:
        self.stdout.write(f"\n  密码 password: {staff.PASSWORD}\n")
        for account in staff.accounts():
            office = OFFICES[account.role]
            self.stdout.write(
                f"  {account.username:14} {office.zh} · {office.en} · {account.place}"
            )
