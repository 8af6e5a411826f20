"""An invented day at three gates of a town community: residents, vehicles, visitors, one fever."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from msgspec.structs import replace

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.scope import nationwide
from anlin.config.demo import names
from anlin.config.demo.territory import COMPOUND, SHOWN
from anlin.people.rules import Sex
from anlin.places.rules import child, lo_of, span
from anlin.premises.actions import Now, add_vehicle, issue_passes, open_gate, take_in
from anlin.premises.models import Gate, Pass, Vehicle
from anlin.premises.rules import PassageBody, Visitor

_GATES = ((0, "东门"), (0, "西门"), (1, "大门"))  # compound, name
_CLINIC = ("社区卫生服务站（演示）", "023-0000-0120")
_REASONS = ("送药", "快递", "探望老人", "维修水管", "抄表", "家政")
_OUTINGS, _VISITS, _CARS = 0.35, 14, 9  # share of residents a day; visits and cars of a gate
_DAY = timedelta(days=1)


def keep_gates(now: datetime, seed: str, say: Callable[[str], None]) -> Sequence[str]:
    """Open the gates, draw passes for who lives behind them, and let a day pass."""
    dice = Random(f"{seed}:gates")  # noqa: S311 - invented, not secret
    worker, early = _worker(now), now - 20 * _DAY
    taken = 0
    for number, grid in ((0, child(SHOWN[0], 1)), (1, child(SHOWN[0], 2))):
        issue_passes(*span(grid), by=worker, at=early)
        compound = child(SHOWN[0], COMPOUND + number)
        with nationwide():
            known = list(Pass.objects.filter(door=lo_of(compound), issued_at=early).order_by("pk"))
        for each in known[: _CARS * 7 : 7]:
            plate = f"渝A{dice.randrange(100000):05}"
            add_vehicle(each.person_id, plate=plate, by=worker, at=early)
        gates = [
            open_gate(place=compound, name=name, clinic=_CLINIC[0], clinic_phone=_CLINIC[1],
                      by=worker, at=early)
            for behind, name in _GATES
            if behind == number
        ]  # fmt: skip
        with nationwide():
            cars = list(Vehicle.objects.filter(door=lo_of(compound)).order_by("pk"))
        items = sorted(_day(gates, known, cars, now, dice), key=lambda item: item.at)
        taken += len(take_in(items=items, by=worker, at=now))
    say(f"{taken:,} passages at {len(_GATES)} gates")
    return ("premises_passage", "premises_pass", "premises_visit", "premises_vehicle")


def _worker(now: datetime) -> Viewer:
    here = Grant.objects.using("owner").filter(role=Role.COMMUNITY_WORKER, lo=lo_of(SHOWN[0]))
    return viewer_for(here.get().user_id, None, now)


def _day(
    gates: Sequence[Gate],
    known: Sequence[Pass],
    cars: Sequence[Vehicle],
    now: datetime,
    dice: Random,
) -> Iterator[Now]:
    """Yield what happened in the last 24 hours: most who went out are back, some are not yet."""
    outings = [PassageBody(0, "out", pass_=p.pk) for p in known if dice.random() < _OUTINGS]
    outings += [PassageBody(0, "out", vehicle=each.pk) for each in cars]
    for who in outings:
        left = now - timedelta(minutes=dice.randrange(30, 24 * 60))
        back = left + timedelta(minutes=dice.randrange(20, 9 * 60))
        yield Now(_id(dice), left, replace(who, gate=dice.choice(gates).pk))
        if back < now:
            warm = f"{dice.uniform(36.1, 36.9):.1f}" if who.pass_ else None
            body = replace(who, gate=dice.choice(gates).pk, way="in", temperature=warm)
            yield Now(_id(dice), back, body)
    for gate in gates:
        for number in range(_VISITS if known else 0):  # nobody visits an empty compound
            yield from _visit(gate, known, now, dice, fever=number == 0)


def _visit(
    gate: Gate, known: Sequence[Pass], now: datetime, dice: Random, *, fever: bool
) -> Iterator[Now]:
    whom, sex = dice.choice(known), dice.choice(list(Sex))
    told = Visitor(
        names.surname(dice) + names.given(dice, sex, 40),
        f"000{dice.randrange(10**8):08}",
        whom.at_door,
        dice.choice(_REASONS),
    )
    visit, came = _id(dice), now - timedelta(minutes=dice.randrange(10, 14 * 60))
    warm = "37.9" if fever else f"{dice.uniform(36.1, 36.9):.1f}"
    body = PassageBody(gate.pk, "in", visit=visit, visitor=told, temperature=warm)
    yield Now(_id(dice), came, replace(body, way="refused") if fever else body)
    left = came + timedelta(minutes=dice.randrange(5, 240))
    if not fever and left < now:
        yield Now(_id(dice), left, PassageBody(gate.pk, "out", visit=visit))


def _id(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
