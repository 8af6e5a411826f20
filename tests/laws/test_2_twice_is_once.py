"""Law 2: planning, reconciling, deriving and releasing twice equals once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from hypothesis import strategies as st

from anlin.base import sql
from anlin.base.days import local_day
from anlin.duties import actions
from anlin.duties.models import Obligation
from anlin.policy import actions as policy
from anlin.policy.actions import releasing
from anlin.policy.pack import Library
from anlin.policy.rules import Term
from tests.duties import town
from tests.duties.town import FIRST, World
from tests.laws import broken
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart, early
from tests.laws.worlds import terms_of, worlds

pytestmark = pytest.mark.django_db
COUNTS = (  # what was raised is told by the lapses, which a refresh may raise
    "(select window_id, place, level, due, met, late, excused, exempt, lapsed from duties_figure)"
)
KEPT = ("duties_window", "duties_obligation", COUNTS, "records_change")
RAISED = ("duties_window", "duties_obligation", "duties_figure", "duties_lapse")
LAW = ("pack", "release", "order", "clause", "measure", "carries", "term", "class", "class_case",
       "adoption")  # fmt: skip


def everything(tables: Sequence[str]) -> list[list[tuple[object, ...]]]:
    """Return every row of some tables."""
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select t::text from {table} t order by 1")
            found.append(cursor.fetchall())
    return found


def work_twice(heart: Heart, world: World) -> None:
    heart.take(world)
    once = everything(KEPT)
    law = heart.under(world)
    days = range((local_day(world.at) - FIRST).days + 1)
    new = actions.plan(law=law, days=[FIRST + timedelta(days=n) for n in days], at=early())
    marked = actions.reconcile(law=law, at=world.at)
    assert (new, marked) == ([], 0)
    assert everything(KEPT) == once
    changed = actions.refresh(at=world.at)
    assert everything(KEPT)[:3] == once[:3]
    raised = everything(RAISED)
    assert actions.refresh(at=world.at) == 0 <= changed
    assert everything(RAISED) == raised


def test_the_heart_twice_is_the_heart_once(heart: Heart) -> None:
    holds(lambda world: work_twice(heart, world), worlds())


def test_a_reconciling_that_writes_again_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(
        monkeypatch,
        {
            "duties/reconcile": ("and k.since = w.since and k.until = w.until", "and false"),
        },
    )
    honest = sql.statement

    def again(name: str) -> str:
        same = "where (o.until, o.begun) is distinct from (excluded.until, excluded.begun)"
        return honest(name).replace(same, "")

    monkeypatch.setattr(sql, "statement", again)
    breaks(lambda world: work_twice(heart, world), worlds())


def follow(heart: Heart, worlds: tuple[World, World]) -> None:
    """Following changed facts comes to what starting anew comes to."""
    before, after = worlds
    heart.take(replace(before, acts=(), reliefs=()))
    heart.change(after)
    law = heart.under(before)
    actions.reconcile(law=law, at=before.at)
    followed = everything(["duties_obligation"])
    Obligation.objects.all().delete()
    actions.reconcile(law=law, at=before.at)
    assert everything(["duties_obligation"]) == followed


def test_following_changed_facts_is_starting_anew(heart: Heart) -> None:
    holds(lambda pair: follow(heart, pair), st.tuples(worlds(most=0), worlds(most=0)))


def test_a_reconciling_that_keeps_what_is_over_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.statements(monkeypatch, {"duties/reconcile": ("and w.since = o.since)", ")")})
    breaks(lambda pair: follow(heart, pair), st.tuples(worlds(most=0), worlds(most=0)))


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Draw a pack of its own with terms for some measures."""
    said: list[tuple[town.Measure, tuple[Term, ...]]] = [
        (measure, tuple(draw(terms_of(measure, first=draw(st.integers(0, 5))))))
        for measure in draw(st.lists(st.sampled_from(town.MEASURES), min_size=1, unique=True))
    ]
    own = town.library()
    status = draw(st.sampled_from(("active", "draft", "demonstration")))
    return replace(
        own,
        packs=(replace(own.packs[0], status=status, hash=draw(st.sampled_from(("1", "2"))) * 64),),
        measures=tuple(replace(measure, terms=terms) for measure, terms in said),
    )


def release_twice(as_owner: Callable[[], object], library: Library) -> None:
    at = datetime(2023, 1, 1, tzinfo=UTC)
    with as_owner():  # type: ignore[attr-defined]
        tables = [f"policy_{name}" for name in LAW]
        assert policy.release(library, by=None, at=at, using="default") == ["town"]
        once = everything(tables)
        later = at + timedelta(days=1)
        assert policy.release(library, by=None, at=later, using="default") == []
        assert everything(tables) == once


def test_releasing_twice_is_releasing_once(as_owner: Callable[[], object]) -> None:
    holds(lambda library: release_twice(as_owner, library), libraries())


def test_a_release_that_forgets_what_stands_is_found_out(
    as_owner: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "_stands", lambda *_: False)
    breaks(lambda library: release_twice(as_owner, library), libraries(), IntegrityError)
