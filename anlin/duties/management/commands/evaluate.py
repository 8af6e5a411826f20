"""`anlin evaluate FACTS.json --at MOMENT`: what would be due, without touching a database."""

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from anlin.base import home
from anlin.base.days import ZONE, local_day
from anlin.base.problems import Problem
from anlin.base.sockets import populations
from anlin.duties.rules.evaluate import Law, evaluate, line
from anlin.duties.rules.facts import AdoptionFact, Facts, schema
from anlin.duties.rules.reading import FactsError, Known, faults, read
from anlin.people.rules import Group
from anlin.policy import pack
from anlin.policy.rules import Adoption, rulings
from anlin.records.rules import EvidenceKind

PACKS = home.ROOT / "packs"
_AFTER = "after_"
_WRONG = 2


class Command(BaseCommand):
    """Print one JSON line per duty that facts make under released packs."""

    help = "say which duties facts make, without touching the database"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the facts and the moment, or `--schema`."""
        parser.add_argument("facts", nargs="?", type=Path, help="facts as JSON; - reads them in")
        parser.add_argument(
            "--at", type=_moment, help="the moment to judge at; without an offset in China"
        )
        parser.add_argument("--since", type=date.fromisoformat, help="first day; default: of --at")
        parser.add_argument("--packs", type=Path, help="every pack of this folder, released or not")
        parser.add_argument(
            "--schema", action="store_true", help="print the JSON Schema of facts instead"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Print the duties, or what is wrong with the facts or the packs."""
        path, at, since, folder = (options[name] for name in ("facts", "at", "since", "packs"))
        if options["schema"]:
            self.stdout.write(schema(), ending="")
        elif not isinstance(path, Path) or not isinstance(at, datetime):
            self._refuse([NothingAskedError()])
        else:
            first = since if isinstance(since, date) else local_day(at)
            try:
                library = library_of(folder if isinstance(folder, Path) else None)
                self._print(_text(path), library, first, at)
            except pack.PacksRefused as refused:
                self._refuse(refused.errors)
            except Problem as problem:
                self._refuse([problem])

    def _print(self, text: bytes, library: pack.Library, since: date, at: datetime) -> None:
        facts = read(text)
        if wrong := faults(facts, known(library)):
            self._refuse(wrong)
        for duty in evaluate(facts, law_of(library, facts), since=since, at=at):
            self.stdout.write(json.dumps(line(duty), ensure_ascii=False))

    def _refuse(self, problems: Iterable[Problem]) -> None:
        """Print each problem in both languages and end."""
        for problem in problems:
            self.stderr.write(f"{problem.say('zh')}\n  {problem.say('en')}")
        sys.exit(_WRONG)


class NothingAskedError(Problem):
    """The facts or the moment are not named."""

    code = "nothing-asked"
    zh = "没有写明事实文件或时刻。"
    en = "The facts file or the moment is not named."
    way_out_zh = "请写 anlin evaluate FACTS.json --at 2023-01-20T18:00+08:00。"
    way_out_en = "Write anlin evaluate FACTS.json --at 2023-01-20T18:00+08:00."


def library_of(folder: Path | None) -> pack.Library:
    """Return every pack of `folder`, or the released ones of this installation.

    Raises:
        PacksRefused: a pack is wrong; it lists every error.
    """
    if folder is None:
        return pack.released_library(PACKS)
    return pack.load_all(folder)


def law_of(library: pack.Library, facts: Facts) -> Law:
    """Return what is in force: active packs where they are made for, and what facts adopt."""
    adopted = [*library.default_adoptions(), *map(_adoption, facts.adoptions)]
    return Law(
        measures=library.measures,
        rulings=tuple(rulings(library.measures, library.values, adopted)),
        tables=library.classes,
        populations=populations(),
    )


def known(library: pack.Library) -> Known:
    """Return the names that facts may use under `library`."""
    return Known(
        groups=[group.value for group in Group],
        kinds=[kind.name.lower() for kind in EvidenceKind],
        events=[name.removeprefix(_AFTER) for name in populations() if name.startswith(_AFTER)],
        measures=[measure.code for measure in library.measures],
        packs=[each.name for each in library.packs],
    )


def _adoption(fact: AdoptionFact) -> Adoption:
    return Adoption(fact.pack, fact.place, fact.since, fact.until)


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text}: 2023-01-20T18:00+08:00") from None
    return at if at.tzinfo else at.replace(tzinfo=ZONE)


def _text(path: Path) -> bytes:
    """Return what the facts file holds.

    Raises:
        FactsError: it cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
    except OSError as error:
        raise FactsError(
            str(path),
            (f"打不开（{error.strerror}）", f"cannot be opened ({error.strerror})"),
            ("请核对文件名", "Check the file name"),
        ) from error
