"""A clause lets places ask for less: of what it names, where it speaks, and only if it is cited."""

import shutil
from pathlib import Path

import pytest

from anlin.policy.pack import load_all
from anlin.policy.pack import tightening as checked
from anlin.policy.rules import Grant
from tests.packs.conftest import Edit, Refusal

ORDER = "nation-sample/orders/sample-nation-1.md"
VALUES = "county-sample/values/P-1.yaml"
LOOSE = ('every: "P1D"', 'every: "P1W"')


@pytest.fixture
def loose(edit: Edit) -> None:
    """Let the county ask for one contact a week, where the nation asks for two."""
    edit(VALUES, *LOOSE)
    edit(
        VALUES, '[{opens: "08:00", closes: "20:00"}]', '[{opens: "Mon 00:00", closes: "Sun 24:00"}]'
    )


@pytest.fixture
def granting(edit: Edit) -> None:
    """Let clause P-4 of the nation give that away."""
    edit(ORDER, "carried: by M01", "carried: by M01\ngrants: P-1 needs, spacing")


def cite(edit: Edit, clause: str) -> None:
    edit(VALUES, "    needs: 1\n", f"    grant: {clause}\n    needs: 1\n")


def test_what_a_clause_grants_is_read(granting: None, folder: Path) -> None:
    assert load_all(folder).grants == (Grant("nation-sample", "P-4", "P-1", ("needs", "spacing")),)


def test_a_term_that_cites_its_grant_may_be_looser(
    loose: None, granting: None, edit: Edit, folder: Path
) -> None:
    cite(edit, "P-4")
    (values,) = load_all(folder).values
    assert (values.terms[0].grant, values.terms[0].needs) == ("P-4", 1)


def test_a_grant_that_is_not_cited_lets_nobody_loosen(
    loose: None, granting: None, refusal: Refusal
) -> None:
    assert "Write needs: 2, or stricter." in refusal().say("en")


def test_a_grant_frees_only_what_it_names(
    loose: None, granting: None, edit: Edit, refusal: Refusal
) -> None:
    cite(edit, "P-4")
    edit(VALUES, 'lapses_after: "PT2H"', 'lapses_after: "PT13H"')
    assert 'Write lapses_after: "PT12H", or stricter.' in refusal().say("en")


def test_a_term_cites_only_clauses_that_grant_something(
    granting: None, edit: Edit, refusal: Refusal
) -> None:
    cite(edit, "P-3")
    assert '"grant" names P-3, which does not exist. Write one of: P-4.' in refusal().say("en")


def test_a_pack_below_the_floor_gives_nothing_away(
    loose: None, edit: Edit, folder: Path, refusal: Refusal
) -> None:
    city, order = folder / "city-sample", "city-sample/orders/sample-city-1.md"
    shutil.copytree(folder / "county-sample", city, ignore=shutil.ignore_patterns("values"))
    (city / "orders/sample-county-1.md").rename(folder / order)
    edit(order, "id: sample-county-1", "id: sample-city-1")
    edit(order, "document: Q", "document: R")
    edit(order, "## Q-1", "## R-1")
    edit(order, "carried: P-1", "carried: not yet\ngrants: P-1 needs")
    edit("city-sample/pack.yaml", "name: county-sample", "name: city-sample")
    edit("city-sample/pack.yaml", 'jurisdiction: "500103"', 'jurisdiction: "5001"')
    edit("county-sample/pack.yaml", "above: [nation-sample]", "above: [nation-sample, city-sample]")
    cite(edit, "R-1")
    assert "Write needs: 2, or stricter." in refusal().say("en")


@pytest.mark.parametrize(
    ("grants", "said"),
    [
        ("P-9 needs", '"grants" names P-9, which does not exist. Write one of: P-1, P-2.'),
        ("P-1 colour", '"grants" cannot be "P-1 colour". Write E-8 needs, every, slots,'),
        ("P-1", '"grants" cannot be "P-1".'),
    ],
)
def test_a_clause_grants_parameters_of_a_measure_that_is_there(
    edit: Edit, refusal: Refusal, grants: str, said: str
) -> None:
    edit(ORDER, "carried: by M01", f"carried: by M01\ngrants: {grants}")
    assert said in refusal().say("en")


def test_a_measure_of_its_own_pack_cites_no_grant(
    granting: None, edit: Edit, refusal: Refusal
) -> None:
    edit("nation-sample/measures/P-1.yaml", "    needs: 2\n", "    grant: P-4\n    needs: 2\n")
    assert '"grant" is not known here' in refusal().say("en")


def test_a_check_that_lets_every_citation_pass_is_found_out(
    loose: None, granting: None, edit: Edit, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cite(edit, "P-4")
    edit(VALUES, 'lapses_after: "PT2H"', 'lapses_after: "PT13H"')
    monkeypatch.setattr(checked, "_freed", lambda *given: {"needs", "spacing", "grace"})
    assert load_all(folder).values
