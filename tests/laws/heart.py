"""The heart at work on one random world, as the product would run it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from anlin.base.days import local_day
from anlin.cases.models import Observation
from anlin.duties import actions, queries
from anlin.duties.models import Window
from anlin.people.models import Health, Residence, SpecialGroup
from anlin.places.models import Place
from anlin.places.rules import lo_of
from tests.duties import town
from tests.duties.town import FIRST, World

Block = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Heart:
    """The heart in one test's transaction."""

    as_owner: Block
    law: queries.LawInForce

    def take(self, world: World, *, whole: bool = False) -> list[int]:
        """Put `world` in, plan, reconcile and derive; return its windows.

        Figures come by the way for changed communities, or with `whole` by that for a nation.
        """
        with self.as_owner():
            town.settle(world)
        town.deliver(world.entries())
        town.relieve(world)
        law = self.under(world)
        days = (local_day(world.at) - FIRST).days + 1
        actions.plan(law=law, days=[FIRST + timedelta(days=n) for n in range(days)], at=early())
        actions.reconcile(law=law, at=world.at)
        windows = all_windows()
        communities = None if whole else [lo_of(code) for code in town.COMMUNITIES]
        actions.derive(windows=windows, at=world.at, communities=communities)
        return windows

    def change(self, world: World) -> None:
        """Let the facts be those of `world` instead."""
        with self.as_owner():
            for model in (Observation, Health, SpecialGroup, Residence, Place):
                model.objects.all().delete()
            town.settle(world)

    def under(self, world: World) -> queries.LawInForce:
        """Return the town's law with the rulings of `world`, and the measures they are about."""
        codes = {ruling.measure for ruling in world.rulings}
        asked = tuple(each for each in self.law.asked if each.code in codes)
        return replace(self.law, asked=asked, rulings=world.rulings)


def all_windows() -> list[int]:
    """Return every window there is."""
    return list(Window.objects.order_by("pk").values_list("pk", flat=True))


def early() -> datetime:
    """Return a moment before every window."""
    return town.start_of(FIRST - timedelta(days=1))


def figures() -> Sequence[tuple[int, ...]]:
    """Return every cached count that is not nothing."""
    from anlin.duties.models import Figure

    rows = Figure.objects.order_by("window_id", "level", "place").values_list(
        "window_id", "level", "place", "due", "met", "late", "excused", "exempt", "lapsed"
    )
    return [tuple(row) for row in rows if any(row[3:])]
