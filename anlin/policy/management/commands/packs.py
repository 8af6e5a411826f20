"""`anlin packs check | coverage | release | adopt`: the law as files, and into force."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from anlin.accounts.rules import Role
from anlin.base import clock, home, sockets
from anlin.base.problems import Problem
from anlin.policy import actions, pack
from anlin.policy.queries.burden import held_facts

FOLDER = home.ROOT / "packs"
_VERBS = {
    "check": "read every pack and say what is wrong",
    "coverage": "count carried, not yet and unknown clauses",
    "release": "load locked packs into the database",
    "adopt": "put a released pack in force at a place",
}


class Command(BaseCommand):
    """Check packs, measure their coverage, release them, adopt one at a place."""

    help = "check packs, print their coverage, release them, adopt one"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one verb with its own arguments; `check` and `coverage` need no database."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        made = {name: verbs.add_parser(name, help=text) for name, text in _VERBS.items()}
        for name in ("check", "coverage", "release"):
            made[name].add_argument("--folder", type=Path, default=FOLDER, help="folder of packs")
        made["release"].add_argument("--lock", action="store_true", help="lock packs first")
        _adopt_arguments(made["adopt"])

    def handle(self, *args: object, **options: object) -> None:
        """Do the verb; a pack that is wrong ends it with every error."""
        try:
            if options["verb"] == "adopt":
                self._adopt(options)
            elif options["verb"] == "release":
                self._release(Path(str(options["folder"])), lock=bool(options["lock"]))
            elif options["verb"] == "check":
                self._check(Path(str(options["folder"])))
            else:
                self._coverage(Path(str(options["folder"])))
        except pack.PacksRefused as refused:
            self._refuse(refused.errors)

    def _refuse(self, errors: Iterable[Problem]) -> None:
        """Print each error in both languages and end with failure."""
        for error in errors:
            self.stderr.write(f"{error.say('zh')}\n  {error.say('en')}")
        sys.exit(1)

    def _check(self, folder: Path) -> None:
        library = pack.load_all(folder, known())
        wrong = pack.lock_errors(library, pack.read_lock(folder), folder)
        if wrong:
            self._refuse(wrong)
        self.stdout.write(
            f"{len(library.packs)} packs, {len(library.orders)} orders, "
            f"{len(library.clauses)} clauses, {len(library.measures)} measures, "
            f"{len(library.classes)} classes, "
            f"{len(library.class_cases) + len(library.duty_cases)} worked cases: all in order"
        )

    def _coverage(self, folder: Path) -> None:
        found = pack.coverage(pack.load_all(folder, known()))
        for each in found:
            self.stdout.write(f"{each.document}: {each.known} clauses")
            for state, ids in each.states().items():
                self.stdout.write(f"  {state:<8} {len(ids):>3}  {' '.join(ids)}".rstrip())
        total = sum(each.known for each in found)
        unknown = [name for each in found for name in each.unknown]
        self.stdout.write(f"{total} clauses known, {len(unknown)} unknown")
        if unknown or not found:
            self.stderr.write("unknown: " + ", ".join(unknown))
            sys.exit(1)

    def _release(self, folder: Path, *, lock: bool) -> None:
        library = pack.load_all(folder, known())
        standing = pack.read_lock(folder)
        wrong = pack.lock_errors(library, standing, folder)
        if wrong:
            self._refuse(wrong)
        if lock:
            added = pack.newly_locked(library, standing, clock.today())
            pack.write_lock(folder, [*standing, *added])
            for each in added:
                self.stdout.write(f"locked {each.name} {each.version} {each.hash[:12]}")
        released = pack.released_library(folder, known())
        new = actions.release(released, by=None, at=clock.now())
        names = ", ".join(new) or "-"
        self.stdout.write(f"packs: {len(released.packs)} released, new: {names}")

    def _adopt(self, options: dict[str, object]) -> None:
        since, until = options["since"], options["until"]
        row = actions.adopt(
            str(options["pack"]),
            str(options["place"]),
            since=since if isinstance(since, date) else clock.today(),
            until=until if isinstance(until, date) else None,
            by=None,
            at=clock.now(),
            reason=str(options["reason"]),
            knowingly=bool(options["knowingly"]),
            using="owner",
        )
        self.stdout.write(f"{options['pack']} holds in {row.place} from {row.since}")


def known() -> pack.Known:
    """Return the names that packs use and rooms own."""
    return pack.Known(
        populations={name: each.axes for name, each in sockets.populations().items()},
        roles=frozenset(str(role) for role in Role),
        held=held_facts(),
    )


def _adopt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", help="name of the pack")
    parser.add_argument("place", help="code of the place")
    parser.add_argument("--since", type=date.fromisoformat, help="first day; default today")
    parser.add_argument("--until", type=date.fromisoformat, help="first day no longer")
    parser.add_argument("--reason", required=True, help="why, for the journal")
    parser.add_argument(
        "--knowingly", action="store_true", help="adopt a draft, knowing that it is one"
    )
