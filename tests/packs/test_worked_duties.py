"""Every worked case of measures comes out of the dry run as written."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from anlin.base.days import local_day
from anlin.duties.management.commands.evaluate import known, law_of
from anlin.duties.rules.evaluate import evaluate, line
from anlin.duties.rules.reading import faults, read
from anlin.policy.pack import DutyCase
from tests.packs.cases import duty_cases, label, library

CASES = duty_cases()
Line = Mapping[str, object]


def opens(line: Line) -> datetime:
    """Return the moment that a line of a case names."""
    return datetime.fromisoformat(str(line["opens"]))


def duties(case: DutyCase) -> list[Line]:
    """Return what the dry run prints for a case, from the first window that it names."""
    facts = read(json.dumps(case.facts).encode())
    assert faults(facts, known(library())) == []
    named = [opens(each).date() for each in (*case.expect, *case.absent) if "opens" in each]
    since = min([*named, local_day(case.at)])
    law = law_of(library(), facts)
    return [line(duty) for duty in evaluate(facts, law, since=since, at=case.at)]


def fits(expected: Line, printed: Line) -> bool:
    """Tell whether a printed duty has at least the fields of the expected one."""
    window = printed["window"]
    assert isinstance(window, dict)
    if "opens" in expected and datetime.fromisoformat(window["opens"]) != opens(expected):
        return False
    rest = {name: value for name, value in expected.items() if name != "opens"}
    return all(printed.get(name) == value for name, value in rest.items())


def wrong(case: DutyCase) -> list[Line]:
    """Return the lines of a case that do not come out, or that must not and do."""
    printed = duties(case)
    lost = [each for each in case.expect if sum(fits(each, one) for one in printed) != 1]
    return [*lost, *(each for each in case.absent if any(fits(each, one) for one in printed))]


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_worked_case_comes_out_as_written(case: DutyCase) -> None:
    assert wrong(case) == []


def test_without_its_evidence_no_case_of_a_met_duty_comes_out() -> None:
    met = [case for case in CASES if any(each.get("status") == "met" for each in case.expect)]
    assert met
    assert all(wrong(replace(case, facts={**case.facts, "evidence": []})) for case in met)
