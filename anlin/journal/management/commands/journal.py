"""`anlin journal verify [ANCHOR]` and `anlin journal anchor FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anlin.base import clock
from anlin.base.problems import Problem
from anlin.journal import actions, queries
from anlin.journal.rules import Break, read_anchor


class Command(BaseCommand):
    """Check every chain of the journal, or keep a proof of where they end."""

    help = "verify the journal's chains, or write an anchor over them"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the two deeds."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        verify = deeds.add_parser("verify", help="check every chain; exit 1 at a break")
        verify.add_argument("anchor", nargs="?", type=Path, help="an anchor file kept elsewhere")
        keep = deeds.add_parser("anchor", help="write the heads of all chains and their root")
        keep.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Do the deed asked for."""
        if options["deed"] == "anchor":
            text = actions.anchor(at=clock.now())
            options["file"].write_text(text)
            self.stdout.write(text.partition("\n")[0])
        else:
            self._verify(options["anchor"])

    def _verify(self, file: Path | None) -> None:
        found = queries.breaks()
        if file is not None:
            try:
                found += queries.breaks_since(read_anchor(file.read_text()))
            except Problem as problem:
                raise CommandError(str(problem)) from problem
        for broken in found:
            self.stdout.write(_line(broken))
        if found:
            raise CommandError(f"{len(found)} breaks", returncode=1)
        self.stdout.write("every chain holds")


def _line(broken: Break) -> str:
    return f"area {broken.area} entry {broken.seq}: {broken.kind}"
