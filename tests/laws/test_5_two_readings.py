"""Law 5: the database and the plain reading of the same rules agree on random worlds."""

from datetime import timedelta

import pytest

from anlin.duties.rules import evaluate, status, windows
from tests.duties.readings import derived, key, read
from tests.duties.town import World
from tests.laws import broken
from tests.laws.counting import counted
from tests.laws.harness import breaks, holds
from tests.laws.heart import Heart, figures
from tests.laws.worlds import worlds

pytestmark = pytest.mark.django_db


def agree(heart: Heart, world: World) -> None:
    """Every duty and every figure is the same, now and as known some days before."""
    windows = heart.take(world, whole=True)
    plain = read(world)
    assert derived(windows, world.at) == plain
    assert list(figures()) == counted(plain)
    before = world.at - timedelta(days=4)
    then = read(world, before)
    asked = {key(line) for line in then}
    assert [line for line in derived(windows, before) if key(line) in asked] == then
    assert asked <= {key(line) for line in plain}


def test_the_database_and_the_plain_reading_agree(heart: Heart) -> None:
    holds(lambda world: agree(heart, world), worlds())


def test_a_reading_that_counts_acts_after_closing_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = status._count

    def generous(acts, until, spacing):  # type: ignore[no-untyped-def]
        return honest(acts, until + timedelta(hours=6) if until < status.NEVER else until, spacing)

    monkeypatch.setattr(status, "_count", generous)
    breaks(lambda world: agree(heart, world), worlds())


def test_a_database_that_forgets_corrections_is_found_out(heart: Heart) -> None:
    broken.function(heart, "duties_of", "e.received_at <= known_at", "e.weight > 0")
    breaks(lambda world: agree(heart, world), worlds())


def test_a_database_that_forgets_how_long_a_duty_lasts_is_found_out(heart: Heart) -> None:
    broken.function(heart, "duties_of", "w.begun_from is null or", "true or")
    breaks(lambda world: agree(heart, world), worlds())


def test_a_reading_that_counts_days_from_the_tracing_is_found_out(
    heart: Heart, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = windows.owes

    def traced(window, since, until, begun=None):  # type: ignore[no-untyped-def]
        return honest(window, since, until)

    monkeypatch.setattr(evaluate, "owes", traced)
    breaks(lambda world: agree(heart, world), worlds())
