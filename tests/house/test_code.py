"""Where writes, the clock and the names of files belong; how long a thing may be."""

import ast
import re
from collections.abc import Iterable

import pytest

from tests.house.reading import CODE, ROOT, TEXT, Source, calls, files, planted, python

LINES, FUNCTION_LINES = 300, 50
LONG_FOR_A_REASON = {
    "anlin/accounts/rules/said.py": "the words of every act of every room, in one table",
    "tests/accounts/test_scope_matrix.py": "the matrix and the sabotage of each of its policies",
    "tests/journal/test_chain.py": "every way to tamper with one chain, side by side",
    "tests/duties/test_heart.py": "the heart's verbs one after the other, in one town",
    "tests/duties/town.py": "one town for all the laws: its law, its people, its facts",
    "tests/people/test_actions.py": "the life of one street, verb by verb",
}

MODULES = {
    "__init__", "rules", "models", "queries", "populations", "figures", "actions", "jobs", "forms",
    "views", "api", "urls", "admin", "apps", "pack",
}  # fmt: skip
FOLDERS = {"sql", "templates", "static", "migrations", "management", "templatetags", "data"}
NOT_ROOMS = {"base", "config", "locale"}

CLOCK = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|timezone\.now|time\.time|localtime|gmtime)$"
)
ALWAYS_WRITES = {
    "save", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "acreate", "aupdate", "adelete",
}  # fmt: skip
WRITES_OF_A_QUERYSET = {"create", "update", "delete"}
QUERYSET = re.compile(r"\bobjects\b|\.(filter|exclude|all|using|select_for_update)\(")
WRITING_SQL = re.compile(
    r"\s*(insert\s+into|update\s+\w+|delete\s+from|truncate|copy\s+\w+)\b", re.I
)
MAY_WRITE = {"actions", "migrations"}
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")


def long_ones(sources: Iterable[Source]) -> list[str]:
    found = []
    for source in sources:
        if (lines := source.text.count("\n")) > LINES:
            found.append(f"{source.path}: {lines} lines")
        if source.path.suffix != ".py":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    found.append(f"{source.path}:{node.name}: {length} lines")
    return [each for each in found if each.rpartition(": ")[0] not in LONG_FOR_A_REASON]


def strange_names(sources: Iterable[Source]) -> list[str]:
    return [
        str(source.path)
        for source in sources
        if source.room not in NOT_ROOMS
        and len(source.path.parts) > 2
        and source.module not in MODULES | FOLDERS
    ]


def readings_of_the_clock(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line}: {name}"
        for source in sources
        if str(source.path) != "anlin/base/clock.py"
        for line, name in calls(source.tree)
        if CLOCK.search(name)
    ]


def writes_outside_actions(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line}: {what}"
        for source in sources
        if source.module not in MAY_WRITE and source.room not in NOT_ROOMS
        for line, what in _writes(source.tree)
    ]


def _writes(tree: ast.AST) -> Iterable[tuple[int, str]]:
    for line, name in calls(tree):
        of, _, verb = name.rpartition(".")
        if verb in ALWAYS_WRITES or (verb in WRITES_OF_A_QUERYSET and QUERYSET.search(of)):
            yield line, name
        if name == "sql.run":
            yield line, name
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and WRITING_SQL.match(text):
            yield node.lineno, text[:40]


def unfinished(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{number}"
        for source in sources
        for number, line in enumerate(source.text.splitlines(), 1)
        if UNFINISHED.search(line)
    ]


def test_files_and_functions_are_short_or_say_why() -> None:
    assert long_ones([*python(*CODE), *files("anlin", suffixes={".sql"})]) == []


def test_every_reason_still_belongs_to_a_long_file() -> None:
    assert all((ROOT / name).read_text().count("\n") > LINES for name in LONG_FOR_A_REASON)


def test_a_room_has_only_the_files_that_every_room_may_have() -> None:
    assert strange_names(python("anlin")) == []


def test_only_the_clock_reads_the_time() -> None:
    assert readings_of_the_clock(python("anlin", "bench")) == []


def test_only_actions_write() -> None:
    assert writes_outside_actions(python("anlin")) == []


def test_nothing_is_left_unfinished() -> None:
    documents = [Source(p.relative_to(ROOT), p.read_text()) for p in sorted(ROOT.glob("*.md"))]
    assert unfinished([*files(*TEXT), *documents]) == []


@pytest.mark.parametrize(
    ("check", "sabotage"),
    [
        (long_ones, planted("pass\n" * 301)),
        (long_ones, planted("def f() -> None:\n" + "    pass\n" * 51)),
        (long_ones, planted("select 1\n" * 301, "anlin/people/sql/long.sql")),
        (strange_names, planted("", "anlin/people/utils.py")),
        (strange_names, planted("", "anlin/people/services/many.py")),
        (readings_of_the_clock, planted("def f():\n    return datetime.now(UTC)")),
        (readings_of_the_clock, planted("import datetime\nx = datetime.date.today()")),
        (readings_of_the_clock, planted("from django.utils import timezone\ntimezone.now()")),
        (writes_outside_actions, planted("Person.objects.create(name='x')")),
        (writes_outside_actions, planted("person.save()")),
        (writes_outside_actions, planted("Person.objects.filter(id=1).update(name='x')")),
        (writes_outside_actions, planted("for p in Person.objects.all().delete(): pass")),
        (writes_outside_actions, planted("sql.run('people/erase', {})")),
        (writes_outside_actions, planted("cursor.execute('delete from people_person')")),
        (unfinished, planted("x = 1  # TO" + "DO later")),
    ],
)
def test_each_check_catches_a_planted_fault(check: object, sabotage: list[Source]) -> None:
    assert callable(check)
    assert len(check(sabotage)) == 1


def test_a_dictionary_may_be_updated_anywhere() -> None:
    assert writes_outside_actions(planted("counts.update(more)\nhash.update(b'x')")) == []
