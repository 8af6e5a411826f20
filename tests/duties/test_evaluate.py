"""`anlin evaluate`: what it prints, what it refuses, and that its page and schema are true."""

import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from anlin.base.home import ROOT
from anlin.duties.rules.facts import schema

PAGE = ROOT / "docs/how-to/evaluate.md"
SCHEMA = ROOT / "docs/reference/facts.schema.json"
EXAMPLE = re.compile(
    r"```json\n(?P<facts>.*?)\n```\n\n"
    r"```sh\nscript/anlin evaluate FACTS.json (?P<words>.*?)\n```\n\n"
    r"```json\n(?P<printed>.*?)\n```",
    re.DOTALL,
)
PERSON = {"id": "r1", "place": "500103001001", "groups": ["lone_elder"]}


def examples() -> list[tuple[str, str, str]]:
    found = EXAMPLE.finditer(PAGE.read_text())
    return [(each["facts"], each["words"], each["printed"]) for each in found]


def asked(tmp_path: Path, facts: object, *words: str) -> tuple[int, str, str]:
    """Return the exit code, what was printed, and what was said about errors."""
    path = tmp_path / "facts.json"
    path.write_text(facts if isinstance(facts, str) else json.dumps(facts))
    printed, said = StringIO(), StringIO()
    try:
        call_command("evaluate", str(path), *words, stdout=printed, stderr=said)
    except SystemExit as end:
        return int(str(end.code)), printed.getvalue(), said.getvalue()
    return 0, printed.getvalue(), said.getvalue()


@pytest.mark.parametrize("number", range(3))
def test_the_page_shows_what_is_printed(tmp_path: Path, number: int) -> None:
    assert len(examples()) == 3
    facts, words, printed = examples()[number]
    assert asked(tmp_path, facts, *words.split()) == (0, printed + "\n", "")


@pytest.mark.parametrize("number", range(3))
def test_the_schema_takes_the_page_s_facts(number: int) -> None:
    checker = Draft202012Validator(json.loads(SCHEMA.read_text()))
    checker.check_schema(checker.schema)
    checker.validate(json.loads(examples()[number][0]))


def test_the_schema_refuses_what_the_command_refuses(tmp_path: Path) -> None:
    facts = {"subjects": [PERSON | {"desease": "none"}]}
    checker = Draft202012Validator(json.loads(SCHEMA.read_text()))
    with pytest.raises(ValidationError):
        checker.validate(facts)
    assert asked(tmp_path, facts, "--at", "2023-01-20")[0] == 2


def test_the_schema_on_file_is_the_one_of_the_code() -> None:
    assert SCHEMA.read_text() == schema(), "run script/docs"


@pytest.mark.parametrize(
    ("facts", "path", "zh", "en"),
    [
        ({"subject": []}, "$", "没有名为“subject”的字段", "unknown field `subject`"),
        ({"subjects": [{"id": "r1"}]}, "$.subjects[0]", "缺少字段“place”", "field `place`"),
        ({"subjects": [PERSON | {"id": 1}]}, "$.subjects[0].id", "应是 str，却是 int", "got `int`"),
        (
            {"subjects": [PERSON | {"born": "1940-5-1"}]},
            "$.subjects[0].born", "不是 ISO 8601 日期", "Invalid RFC3339 encoded date",
        ),
        (
            {"subjects": [PERSON | {"disease": "bad"}]},
            "$.subjects[0].disease", "不能是 'bad'", "Invalid enum value 'bad'",
        ),
        (
            {"subjects": [PERSON | {"place": "yuzhong"}]},
            "$.subjects[0].place", "应是符合", "matching regex",
        ),
        (
            {"subjects": [PERSON | {"place": "5001030"}]},
            "$.subjects[0].place", "不是区划代码", "no place code",
        ),
        (
            {"subjects": [PERSON | {"groups": ["lone"]}]},
            "$.subjects[0].groups[0]", "请写其中之一：carer_away", "Write one of: carer_away",
        ),
        (
            {"subjects": [PERSON], "evidence": [
                {"subject": "r1", "kind": "call", "occurred_at": "2023-01-17T10:00:00+08:00"}]},
            "$.evidence[0].kind", "不认识“call”", '"call" is not known',
        ),
        (
            {"evidence": [
                {"subject": "r2", "kind": "visit", "occurred_at": "2023-01-17T10:00:00+08:00"}]},
            "$.evidence[0].subject", "不认识“r2”", '"r2" is not known',
        ),
        (
            {"subjects": [PERSON], "evidence": [
                {"subject": "r1", "kind": "visit", "occurred_at": "2023-01-17T10:00:00"}]},
            "$.evidence[0].occurred_at", "时刻缺少时区", "timezone",
        ),
        (
            {"adoptions": [{"pack": "demo", "place": "500103", "since": "2026-01-05"}]},
            "$.adoptions[0].pack", "不认识“demo”", "demo-yuzhong",
        ),
        (
            {"subjects": [PERSON | {"since": "2023-01-02", "until": "2023-01-02"}]},
            "$.subjects[0].until", "不晚于 since", "is not after since",
        ),
        ({"subjects": [PERSON, PERSON]}, "$.subjects[1]", "出现两次", "twice at the same time"),
        ("{", "$", "JSON 没有写完", "truncated"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_path_and_the_way_out(
    tmp_path: Path, facts: object, path: str, zh: str, en: str
) -> None:
    code, printed, said = asked(tmp_path, facts, "--at", "2023-01-20T18:00")
    chinese, english = said.splitlines()
    assert (code, printed) == (2, "")
    assert chinese.startswith(f"{path}：")
    assert zh in chinese
    assert english.startswith(f"  {path}: ")
    assert en in english


def test_every_wrong_name_is_told_at_once(tmp_path: Path) -> None:
    facts = {"subjects": [PERSON | {"groups": ["x", "y"]}]}
    _, _, said = asked(tmp_path, facts, "--at", "2023-01-20")
    assert len(said.splitlines()) == 4


def test_a_moment_without_an_offset_is_in_china(tmp_path: Path) -> None:
    facts = {"subjects": [PERSON]}
    bare = asked(tmp_path, facts, "--at", "2023-01-22T23:59")
    assert bare == asked(tmp_path, facts, "--at", "2023-01-22T15:59+00:00")
    assert bare != asked(tmp_path, facts, "--at", "2023-01-23T00:00")


def test_a_moment_may_leave_its_seconds_out(tmp_path: Path) -> None:
    answers = []
    for done in ("2023-01-17T10:00+08:00", "2023-01-17T10:00:00+08:00", "2023-01-17T02:00Z"):
        act = {"subject": "r1", "kind": "contact", "occurred_at": done}
        facts = {"subjects": [PERSON], "evidence": [act]}
        answers.append(asked(tmp_path, facts, "--at", "2023-01-20T18:00+08:00"))
    code, printed, said = answers[0]
    assert (code, said) == (0, "")
    assert '"have": 1' in printed
    assert answers == [answers[0]] * 3


def test_absent_and_null_are_the_same(tmp_path: Path) -> None:
    told = PERSON | {"born": None, "disease": None, "since": None}
    words = ("--at", "2023-01-20T18:00")
    assert asked(tmp_path, {"subjects": [told]}, *words) == asked(
        tmp_path, {"subjects": [PERSON]}, *words
    )


def test_it_runs_without_any_database(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"subjects": [PERSON]}))
    done = subprocess.run(
        [sys.executable, "-m", "anlin.config.command", "evaluate", str(path), "--at", "2023-01-20"],
        env={"ANLIN_DATABASE_URL": "postgresql://no@127.0.0.1:1/none", "ANLIN_HOME": str(tmp_path)},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout.splitlines()[-1])["measure"] == "E-8"
