"""Releasing: append-only, the same however often, and read back as it was written."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from anlin.policy import actions, models, queries, rules
from anlin.policy.actions import releasing
from anlin.policy.pack import Library
from anlin.policy.rules import ReleasedOtherwiseError, UnknownOrderError
from tests.packs.cases import library as real_library
from tests.policy.conftest import AT, Release

Block = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db
TABLES = (
    *("pack", "release", "order", "clause", "measure", "carries", "term"),
    *("class", "class_case", "adoption"),
)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of the room."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select t::text from policy_{table} t order by 1")
            found[table] = cursor.fetchall()
    return found


def test_releasing_twice_is_the_same_as_once(release: Release, sample: Library) -> None:
    assert release(sample) == ["county-sample", "nation-sample"]
    once = everything()
    assert all(once.values())
    assert release(sample) == []
    assert everything() == once


def test_a_release_that_forgets_what_stands_would_be_seen(
    release: Release, law: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "_stands", lambda pack, using: False)
    with pytest.raises(IntegrityError), transaction.atomic():
        release(law)


def test_what_is_read_back_is_what_was_written(law: Library) -> None:
    assert queries.measures() == {each.code: each for each in law.measures}
    assert tuple(queries.values()) == law.values
    assert tuple(queries.tables().values()) == law.classes
    assert queries.adoptions() == law.default_adoptions()


def test_the_database_and_the_files_put_the_same_in_force(law: Library) -> None:
    in_files = rules.rulings(law.measures, law.values, law.default_adoptions())
    assert queries.rulings_in_force() == in_files


def test_every_pack_of_this_repository_can_be_released(release: Release) -> None:
    found = real_library()
    release(found)
    assert queries.measures() == {each.code: each for each in found.measures}
    assert queries.rulings_in_force() == rules.rulings(
        found.measures, found.values, found.default_adoptions()
    )
    assert models.Clause.objects.count() == len(found.clauses)


def test_every_case_of_a_class_is_decided_as_the_table_decides(law: Library) -> None:
    (table,) = law.classes
    (number,) = queries.tables()
    for key, decision in rules.every_case(table).items():
        assert queries.class_of(number, key) == decision
    assert queries.class_of(number, "none|such") == rules.Decision("", "none", "")


def test_a_draft_is_released_and_nowhere_in_force(release: Release, sample: Library) -> None:
    packs = tuple(replace(pack, status="draft") for pack in sample.packs)
    release(replace(sample, packs=packs))
    assert queries.adoptions() == []
    assert queries.rulings_in_force() == []


def newer(sample: Library, **changed: object) -> Library:
    """Return the sample with a second version of the nation's pack."""
    packs = tuple(
        replace(pack, version=2, hash="2") if pack.name == "nation-sample" else pack
        for pack in sample.packs
    )
    return replace(sample, packs=packs, **changed)  # type: ignore[arg-type]


def with_term(sample: Library, **changed: object) -> Library:
    """Return a second version in which the term of P-1 says something else."""
    measures = tuple(
        replace(each, terms=(replace(each.terms[0], **changed),))  # type: ignore[arg-type]
        if each.code == "P-1"
        else each
        for each in sample.measures
    )
    return newer(sample, measures=measures)


@pytest.mark.parametrize(
    "changed",
    [
        *({"needs": 3}, {"every": 1}, {"slots": ()}, {"lasts": 14}),
        *({"clause": "P-3"}, {"since": date(2026, 2, 1)}),
    ],
)
def test_a_released_term_is_never_changed(
    release: Release, law: Library, changed: dict[str, object]
) -> None:
    before = everything()
    with pytest.raises(ReleasedOtherwiseError, match="P-1 2026-01-01"):
        release(with_term(law, **changed))
    assert everything() == before


def test_a_term_may_be_ended_and_what_was_due_before_stays(release: Release, law: Library) -> None:
    before = queries.rulings_in_force()
    release(with_term(law, until=date(2027, 1, 1)))
    after = queries.rulings_in_force()
    assert [replace(each, until=None, term=replace(each.term, until=None)) for each in after] == [
        replace(each, until=None) for each in before
    ]
    assert {str(each.until) for each in after if each.place == "0"} == {"2027-01-01", "None"}


def test_an_ended_term_is_not_opened_again(release: Release, law: Library) -> None:
    release(with_term(law, until=date(2027, 1, 1)))
    reopened = with_term(law, until=date(2028, 1, 1))
    packs = tuple(replace(pack, version=3, hash="3") for pack in reopened.packs)
    with pytest.raises(ReleasedOtherwiseError):
        release(replace(reopened, packs=packs))


def test_whom_a_measure_concerns_is_never_changed(release: Release, law: Library) -> None:
    measures = tuple(replace(each, population="communities") for each in law.measures)
    with pytest.raises(ReleasedOtherwiseError, match="P-1"):
        release(newer(law, measures=measures))


def test_a_decision_table_is_never_changed(release: Release, law: Library) -> None:
    (table,) = law.classes
    with pytest.raises(ReleasedOtherwiseError, match="sample_tier"):
        release(newer(law, classes=(replace(table, rows=table.rows[::-1]),)))


def test_the_same_version_with_another_content_is_refused(release: Release, law: Library) -> None:
    packs = tuple(replace(pack, hash="other") for pack in law.packs)
    with pytest.raises(ReleasedOtherwiseError) as caught:
        release(replace(law, packs=packs))
    assert caught.value.say("zh") == (
        "county-sample 1 已经发布，且与现在的内容不同；已发布的不能改。"
        "请恢复原样，另加从新日期起的规定，并提高 version。"
    )


def test_words_may_be_put_better_in_a_new_version(release: Release, law: Library) -> None:
    measures = tuple(replace(each, en="Better") for each in law.measures)
    release(newer(law, measures=measures))
    assert {each.en for each in queries.measures().values()} == {"Better"}


def test_the_product_itself_cannot_write_law(law: Library) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        actions.release(newer(law), by=None, at=AT, using="default")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        models.Term.objects.update(needs=1)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        models.Adoption.objects.update(since=date(2020, 1, 1))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        models.Adoption.objects.all().delete()


def test_the_owner_of_the_tables_could(law: Library, as_owner: Block) -> None:
    with as_owner():
        assert models.Term.objects.update(needs=1)


def test_a_release_is_journalled(law: Library, as_owner: Block) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select detail->>'pack' from journal_entry where verb = 'policy.release'")
        assert sorted(cursor.fetchall()) == [("county-sample",), ("nation-sample",)]


def test_the_library_counts_what_each_order_carries(law: Library) -> None:
    orders = {order.id: order for pack in queries.library() for order in pack.orders.all()}
    nation = orders["sample-nation-1"]
    assert (nation.carried, nation.not_yet, nation.by_capability) == (3, 1, 1)  # type: ignore[attr-defined]


def test_an_order_shows_its_clauses_in_order_with_their_measures(law: Library) -> None:
    found = queries.order("sample-nation-1")
    assert [clause.pk for clause in found.clauses.all()] == ["P-1", "P-2", "P-3", "P-4", "P-5"]
    assert [each.code for each in found.clauses.all()[0].measures.all()] == ["P-1"]


def test_a_local_clause_shows_the_measure_it_tightens(law: Library) -> None:
    assert [each.code for each in queries.clause("Q-1").measures.all()] == ["P-1"]


def test_a_measure_shows_its_own_terms_and_those_of_places(law: Library) -> None:
    found = queries.measure("P-1")
    assert [term.clause_id for term in found.terms.all()] == ["P-1", "Q-1"]
    assert [each.place for each in queries.rulings_of("P-1")] == ["0", "500103"]


def test_what_is_not_released_is_not_found() -> None:
    for ask in (queries.order, queries.clause, queries.measure):
        with pytest.raises(UnknownOrderError, match="There is no E-99"):
            ask("E-99")


def test_a_label_is_read_from_the_pack_nearest_to_the_place(law: Library) -> None:
    case = queries.tier_of("sample_tier", "65+|no", "500103001001", date(2026, 6, 1))
    assert case is not None
    assert (case.outcome, case.basis, case.class_table.clause_id) == ("care", "score", "P-5")
    assert queries.tier_of("sample_tier", "65+|no", "500103001001", date(2025, 6, 1)) is None
