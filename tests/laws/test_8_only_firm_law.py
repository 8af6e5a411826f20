"""Law 8: no draft and no unsourced term is ever in force, but what was adopted knowingly."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st

from anlin.base.problems import Problem
from anlin.policy import actions as policy
from anlin.policy import queries
from anlin.policy.actions import adopting
from anlin.policy.models import Adoption as AdoptionRow
from anlin.policy.models import Clause as ClauseRow
from anlin.policy.pack import Known, Library, Spot, checks
from anlin.policy.pack.shapes import FIRM
from anlin.policy.rules import Ruling, rulings
from tests.duties import town
from tests.laws.harness import breaks, holds

pytestmark = pytest.mark.django_db
AT = datetime(2023, 1, 1, tzinfo=UTC)
PLACES = ("0", "50", "500103", "51")
Block = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Wish:
    """Somebody's wish to put a pack in force somewhere."""

    pack: str
    place: str
    since: date
    knowingly: bool


@dataclass(frozen=True)
class Office:
    """Packs as somebody wrote them, and what they wish to put in force."""

    library: Library
    wishes: tuple[Wish, ...]


@st.composite
def offices(draw: st.DrawFn) -> Office:
    parts = [draw(_packs(number)) for number in range(1, draw(st.integers(2, 4)))]
    library = Library(
        packs=tuple(pack for part in parts for pack in part.packs),
        orders=tuple(order for part in parts for order in part.orders),
        measures=tuple(measure for part in parts for measure in part.measures),
        spots=defaultdict(lambda: Spot("pack.yaml", 1)),
    )
    wishes = st.builds(
        Wish,
        st.sampled_from([pack.name for pack in library.packs]),
        st.sampled_from(PLACES),
        st.integers(0, 5).map(lambda n: date(2023, 1, 1) + timedelta(days=n)),
        st.booleans(),
    )
    return Office(library, tuple(draw(st.lists(wishes, max_size=4))))


@st.composite
def _packs(draw: st.DrawFn, number: int) -> Library:
    """Draw a pack with one order and one measure; seldom its term cites what is not there."""
    name, code, order = f"pack-{number}", f"P{number}-1", f"order-{number}"
    whole = town.library()
    clause = replace(whole.orders[0].clauses[0], id=code, order=order, measures=(code,))
    said = town.term(town.WEEKLY, date(2023, 1, 2), every=7, slots=town.WEEK)
    cited = draw(st.sampled_from((code, code, code, f"P{number}-2")))
    firm = draw(st.sampled_from(("document", "document", "LAW", "WEB", "OWN")))
    return Library(
        packs=(
            replace(
                whole.packs[0],
                name=name,
                status=draw(st.sampled_from(("active", "draft", "demonstration"))),
                jurisdiction=draw(st.sampled_from(PLACES)),
            ),
        ),
        orders=(
            replace(
                whole.orders[0], id=order, pack=name, document=f"P{number}", clauses=(clause,),
                confidence=firm,
            ),
        ),
        measures=(
            replace(
                town.WEEKLY, code=code, pack=name, carries=(code,),
                terms=(replace(said, order=order, clause=cited, confidence=firm),),
            ),
        ),
    )  # fmt: skip


def only_firm_law(as_owner: Block, office: Office) -> None:
    library = office.library
    by_itself = rulings(library.measures, library.values, library.default_adoptions())
    status = {pack.name: pack.status for pack in library.packs}
    pack_of = {measure.code: measure.pack for measure in library.measures}
    assert all(status[pack_of[each.measure]] == "active" for each in by_itself)
    with as_owner():
        _put_in_force(office)
        found = queries.rulings_in_force()
        known = set(ClauseRow.objects.values_list("pk", flat=True))
        knowingly = set(
            AdoptionRow.objects.filter(knowingly=True).values_list("pack__name", "place")
        )
    _firm(found, status, pack_of, known, knowingly)


def _put_in_force(office: Office) -> None:
    """Do what the office wishes, as far as the product lets it."""
    if checks.check(office.library, Known()):
        return
    policy.release(office.library, by=None, at=AT, using="default")
    for wish in office.wishes:
        try:
            policy.adopt(
                wish.pack, wish.place, since=wish.since, by=None, at=AT, reason="试行",
                knowingly=wish.knowingly, using="default",
            )  # fmt: skip
        except Problem:
            continue


def _firm(
    found: Iterable[Ruling],
    status: dict[str, str],
    pack_of: dict[str, str],
    known: set[str],
    knowingly: set[tuple[str, str]],
) -> None:
    for each in found:
        pack = pack_of[each.measure]
        assert each.term.clause in known
        if (pack, each.place) not in knowingly:
            assert status[pack] == "active"
            assert each.term.confidence in FIRM


def test_only_sourced_terms_and_knowing_drafts_are_in_force(as_owner: Block) -> None:
    holds(lambda office: only_firm_law(as_owner, office), offices())


def test_an_office_that_takes_drafts_unasked_is_found_out(
    as_owner: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adopting, "_refuse", lambda *_: None)
    breaks(lambda office: only_firm_law(as_owner, office), offices())


def test_a_check_that_trusts_hearsay_is_found_out(
    as_owner: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "_firm", lambda library: iter(()))
    breaks(lambda office: only_firm_law(as_owner, office), offices())
