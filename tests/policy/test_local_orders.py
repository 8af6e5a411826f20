"""A place's own orders: they tighten, or loosen by a clause that lets them; no past day changes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from anlin.accounts.rules import Viewer
from anlin.base.scope import open_scope
from anlin.policy import actions, models, queries
from anlin.policy.pack import Library
from anlin.policy.rules import (
    LooserHereError,
    NotGrantedError,
    OrdersClashError,
)
from tests.policy.conftest import AT, Release, officer
from tests.policy.ordering import (
    CITY,
    COUNTY,
    JUNE_10,
    JUNE_20,
    NEIGHBOUR,
    TODAY,
    end,
    let,
    on,
    release_now,
    text,
)

Block = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def test_a_draft_changes_nothing_and_says_what_it_would(county: Viewer) -> None:
    before = queries.rulings_in_force()
    made = actions.draft(text(), COUNTY, by=county, at=AT)
    assert queries.rulings_in_force() == before
    then = queries.rulings_with(made.id)
    assert on(JUNE_10, found=then) == ("L500103-1.1", 3, 14)
    assert on(JUNE_10 - timedelta(days=1), found=then)[0] == "P-1"
    assert on(JUNE_10, NEIGHBOUR, then)[0] == "P-1"


def test_a_released_order_holds_as_its_draft_had_said(county: Viewer) -> None:
    made = actions.draft(text(), COUNTY, by=county, at=AT)
    foreseen = queries.rulings_with(made.id)
    row = actions.release_draft(made.id, seen=1, by=county, at=AT)
    assert queries.rulings_in_force() == foreseen
    assert (row.place, row.since, row.pack.name) == (COUNTY, JUNE_10, "local-500103-1")
    clause = queries.clause("L500103-1.1")
    assert (clause.zh, clause.order.title_zh, clause.order.number) == (
        "每周联系3次。", "演练规定", "演练1号",
    )  # fmt: skip
    assert [each.code for each in clause.measures.all()] == ["P-1"]


def test_no_earlier_day_is_changed_by_a_local_order(county: Viewer) -> None:
    days = [TODAY + timedelta(days=number - 20) for number in range(60)]
    release_now(text(), county)
    first = [on(day) for day in days]
    release_now(text(since=JUNE_20, needs=4), county)
    then = [on(day) for day in days]
    assert [now for day, now in zip(days, then, strict=True) if day < JUNE_20] == [
        was for day, was in zip(days, first, strict=True) if day < JUNE_20
    ]
    assert on(date(2026, 6, 19)) == ("L500103-1.1", 3, 14)
    assert on(JUNE_20) == ("L500103-2.1", 4, 14)


def test_a_temporary_order_gives_way_to_the_one_before(county: Viewer) -> None:
    release_now(text(), county)
    release_now(text(since=JUNE_20, until=date(2026, 6, 25), needs=5), county)
    assert [on(date(2026, 6, day))[1] for day in (19, 20, 24, 25)] == [3, 5, 5, 3]


def test_loosening_without_a_grant_is_refused_with_the_floor_and_the_way_out(
    county: Viewer,
) -> None:
    with pytest.raises(LooserHereError) as caught:
        actions.draft(text(lasts=7), COUNTY, by=county, at=AT)
    assert caught.value.field == "lasts"
    assert caught.value.say("zh") == (
        "500103的《演练规定》（条款 L500103-1.1）对措施 P-1 的持续天数要求偏低："
        "0的《样例文件》条款 P-1 要求至少14天。"
        "请改为至少14天或更严；要放宽，须注明准许放宽的条款，或从上级文件结束以后起。"
    )
    assert caught.value.say("en") == (
        "P-1, how many days it lasts: clause L500103-1.1 of “A drill order” in 500103 asks for "
        "less than clause P-1 of “A sample order” in 0, which says at least 14 days. "
        "Write at least 14 days or stricter; to ask for less, cite a clause that grants it, "
        "or begin after the order above has ended."
    )
    assert queries.drafts_at(COUNTY) == []


@pytest.mark.parametrize(
    ("looser", "field", "said"),
    [
        ({"needs": 1}, "needs", "at least 2 times"),
        ({"needs": 3, "every": "P14D", "slots": None}, "needs", "at least 4 times"),
        ({"lapses_after": "PT13H"}, "grace", "at most 12 hours"),
        ({"spacing": "PT1H"}, "spacing", "at least 1 day"),
    ],
)
def test_each_parameter_is_refused_beside_its_own_field(
    county: Viewer, looser: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(LooserHereError, match=said) as caught:
        actions.draft(text(**looser), COUNTY, by=county, at=AT)
    assert caught.value.field == field


def test_loosening_by_a_clause_that_grants_it_is_accepted_and_cited(
    county: Viewer, leave: models.Adoption
) -> None:
    release_now(text(lasts=7, grant="R-1"), county)
    assert on(JUNE_10) == ("L500103-1.1", 3, 7)
    assert models.Term.objects.get(clause="L500103-1.1").grant_id == "R-1"


def test_a_clause_grants_only_what_it_names(county: Viewer, leave: models.Adoption) -> None:
    with pytest.raises(NotGrantedError) as caught:
        actions.draft(text(needs=1, grant="R-1"), COUNTY, by=county, at=AT)
    assert caught.value.field == "grant"
    assert caught.value.say("zh") == (
        "条款 R-1 没有准许500103在这一项、这些日子里放宽措施 P-1。"
        "请改到不低于上级的要求，或引用准许放宽此项的条款。"
    )


def test_a_clause_that_grants_nothing_is_not_cited(county: Viewer) -> None:
    with pytest.raises(NotGrantedError, match="Clause P-3 does not let 500103"):
        actions.draft(text(grant="P-3"), COUNTY, by=county, at=AT)


def test_a_check_that_believes_every_citation_would_be_seen(
    county: Viewer, leave: models.Adoption, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anlin.policy.rules import tightening

    everything = {"needs", "every", "slots", "grace", "spacing", "within", "lasts"}
    monkeypatch.setattr(tightening, "freed", lambda inner, outer, grants: everything)
    actions.draft(text(needs=1, grant="R-1"), COUNTY, by=county, at=AT)
    with pytest.raises(pytest.fail.Exception):
        test_a_clause_grants_only_what_it_names(county, leave)


def test_fourteen_days_become_seven_for_one_county_from_a_day(
    county: Viewer, leave: models.Adoption
) -> None:
    release_now(text(), county)
    release_now(text(since=JUNE_20, lasts=7, grant="R-1"), county)
    assert [on(date(2026, 6, day))[2] for day in (1, 10, 19, 20, 30)] == [14, 14, 14, 7, 7]
    assert on(date(2026, 6, 30), NEIGHBOUR) == ("P-1", 2, 14)


def test_two_orders_from_one_day_are_refused_and_both_named(county: Viewer) -> None:
    release_now(text(), county)
    with pytest.raises(OrdersClashError) as caught:
        actions.draft(replace(text(needs=4), title_zh="另一份"), COUNTY, by=county, at=AT)
    assert caught.value.say("zh") == (
        "《演练规定》（条款 L500103-1.1）与《另一份》（条款 L500103-2.1）"
        "都从2026-06-10起对500103的措施 P-1 作出规定。请让其中一份从另一天起，或先结束其中一份。"
    )


def test_an_order_around_a_looser_one_is_refused_and_both_named(county: Viewer) -> None:
    release_now(text(needs=3), county)
    city = officer(CITY)
    with open_scope(city.lo, city.hi, user=7), pytest.raises(LooserHereError) as caught:
        actions.draft(replace(text(needs=4), title_en="The city's order"), CITY, by=city, at=AT)
    assert "clause L500103-1.1 of “A drill order” in 500103" in caught.value.say("en")
    assert "clause L5001-1.1 of “The city's order” in 5001" in caught.value.say("en")


def test_what_became_wrong_since_it_was_drafted_is_refused_at_release(county: Viewer) -> None:
    one = actions.draft(text(), COUNTY, by=county, at=AT)
    other = actions.draft(text(needs=4), COUNTY, by=county, at=AT)
    actions.release_draft(one.id, seen=1, by=county, at=AT)
    with pytest.raises(OrdersClashError):
        actions.release_draft(other.id, seen=1, by=county, at=AT)
    assert queries.draft(other.id).state == "open"
    assert models.Pack.objects.filter(lo__isnull=False).count() == 1


def test_a_release_that_checks_nothing_would_be_seen(
    county: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anlin.policy.actions import drafting

    monkeypatch.setattr(drafting, "refuse_wrong", lambda *args, **kwargs: None)
    release_now(text(lasts=7), county)
    assert [found.wrong.parameter for found in queries.corpus().conflicts()] == ["lasts"]


def test_what_lets_places_loosen_does_not_end_while_they_do(
    county: Viewer, leave: models.Adoption
) -> None:
    row = release_now(text(lasts=7, grant="R-1"), county)
    with pytest.raises(NotGrantedError, match="Clause R-1 does not let 500103"):
        end(leave, officer("0"))
    end(row, county)
    end(leave, officer("0"))


def test_nobody_gives_away_what_a_higher_place_has_ordered(county: Viewer) -> None:
    let(CITY)
    with pytest.raises(NotGrantedError):
        actions.draft(text(lasts=7, grant="R-1"), COUNTY, by=county, at=AT)


def test_a_clause_that_is_not_in_force_lets_nobody_loosen(county: Viewer) -> None:
    with pytest.raises(NotGrantedError):
        actions.draft(text(lasts=7, grant="R-1"), COUNTY, by=county, at=AT)


def test_a_pack_that_asks_for_more_than_a_place_does_is_refused_and_both_named(
    county: Viewer, lasting: Library, release: Release
) -> None:
    release_now(text(needs=3), county)
    (pack,) = (each for each in lasting.packs if each.name == "nation-sample")
    (measure,) = (each for each in lasting.measures if each.code == "P-1")
    first, day = measure.terms[0], date(2026, 7, 1)
    terms = (replace(first, until=day), replace(first, since=day, needs=4))
    newer = replace(
        lasting.of(frozenset({"nation-sample"})),
        packs=(replace(pack, version=2, hash="2"),),
        measures=(replace(measure, terms=terms),),
    )
    with pytest.raises(LooserHereError) as caught:
        release(newer)
    assert "clause L500103-1.1 of “A drill order” in 500103" in caught.value.say("en")
    assert "clause P-1 of “A sample order” in 0, which says at least 4 times" in str(caught.value)
