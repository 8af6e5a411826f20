"""Communities are asked for nothing that is held, without authority, or for a third certificate."""

from pathlib import Path

import pytest

from anlin.policy.pack import Known, PackError, PacksRefused, load_all
from anlin.policy.pack.library import FORMS_FOLDER
from anlin.policy.rules.burden import Form, FormLine, Held, refusals

HELD = {"telephone": Held("电话", "telephone", "住户台账", "the register")}
ISSUED = {"residence": Held("居住证明", "residence", "", "")}
LINES = """
name: poll
title: {zh: 摸底表, en: A poll}
source: {order: %s, clause: P-1}
asked_of: community_worker
per_week: 1
minutes: 20
asks:
  - {fact: %s, says: {zh: 电话, en: Telephone}, filled: "%s"}
"""


def planted(
    folder: Path, *, order: str, fact: str = "wishes", filled: str = "no"
) -> list[PackError]:
    forms = folder / "nation-sample" / FORMS_FOLDER
    forms.mkdir()
    (forms / "poll.yaml").write_text(LINES % (order, fact, filled), encoding="utf-8")
    try:
        load_all(folder, Known(held=HELD))
    except PacksRefused as refused:
        return list(refused.errors)
    return []


def test_a_form_that_asks_for_something_new_by_a_central_order_stands(folder: Path) -> None:
    assert planted(folder, order="sample-nation-1") == []


def test_a_form_that_asks_for_what_is_held_says_what_to_use_instead(folder: Path) -> None:
    (error,) = planted(folder, order="sample-nation-1", fact="telephone")
    assert "“电话”已经有了" in error.say("zh")
    assert "Use instead: the register" in error.say("en")
    assert error.clause == "P-1"


def test_what_is_held_may_be_shown_to_be_confirmed(folder: Path) -> None:
    assert planted(folder, order="sample-nation-1", fact="telephone", filled="yes") == []


def test_a_form_of_an_order_that_is_not_there_is_refused(folder: Path) -> None:
    (error,) = planted(folder, order="nobody-1")
    assert "nobody-1 P-1" in error.say("zh")


def form(**told: object) -> Form:
    given = {
        "name": "x", "pack": "p", "zh": "表", "en": "form", "asked_of": "community_worker",
        "per_week": 7, "minutes": 10, "order": "o-1", "clause": "P-1",
        "lines": (FormLine("wishes", "心愿", "wishes", False),),
    }  # fmt: skip
    return Form(**given | told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "level", "code"),
    [
        ({}, 0, None),
        ({}, 3, "no-authority"),
        ({}, None, "no-authority"),
        ({"certificate": "residence"}, 0, None),
        ({"certificate": "health"}, 0, "third-certificate"),
        ({"lines": (FormLine("telephone", "电话", "phone", False),)}, 0, "asked-again"),
    ],
)
def test_a_form_is_refused_for_one_of_three_reasons(
    told: dict[str, object], level: int | None, code: str | None
) -> None:
    found = list(refusals(form(**told), HELD, level=level, most_level=0, certificates=ISSUED))
    assert [problem.code for problem in found] == ([code] if code else [])
