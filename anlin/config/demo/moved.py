"""Invented people on the way: arrivals, and hand-overs of several ages on both sides."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from anlin.base.days import local_day
from anlin.cases.actions import (
    Arrival,
    accept_person,
    offer_person,
    pass_person_on,
    register_arrivals,
    return_person,
    tell_clinic,
)
from anlin.cases.models import Handover, Observation
from anlin.cases.rules import Coming
from anlin.config.demo.tended import community_worker
from anlin.config.demo.territory import SHOWN
from anlin.people.models import Household, Person
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, span

_HOUR = timedelta(hours=1)
_AGES = (2, 30, 75)  # hours that open hand-overs have waited
_LEGS = (
    {"by": "train", "number": "G3001", "start": "武汉", "end": "重庆北"},
    {"by": "bus", "number": "", "start": "重庆北", "end": "本地"},
)
_COMING = (Coming.FESTIVAL, Coming.ELSEWHERE, Coming.EPIDEMIC)
_ORIGINS = ("广东省东莞市", "浙江省温州市", "湖北省武汉市")


def move(now: datetime, seed: str) -> list[str]:
    """Let people arrive and be handed over; return the communities that it touched."""
    touched: list[str] = []
    for community in SHOWN:
        dice = Random(f"{seed}:{community}:moved")  # noqa: S311 - invented, not secret
        near, far = _neighbours(community)
        _arrive(community, now, dice)
        _offers(community, near, now, dice)
        _offers(near, community, now, dice)
        _answered(community, near, far, now, dice)
        touched += [community, near, far]
    return touched


def _neighbours(community: str) -> Sequence[str]:
    lo, hi = span(community[:6])
    found = Place.objects.using("owner").filter(level=COMMUNITY, lo__gte=lo, lo__lt=hi)
    others = [each.code for each in found.order_by("code") if each.code not in SHOWN]
    place = sum(code < community for code in others)
    return others[place % len(others)], others[(place + 1) % len(others)]


def _residents(code: str, dice: Random, count: int) -> Sequence[Person]:
    lo, hi = span(code)
    taken = {
        *Observation.objects.using("owner").values_list("person", flat=True),
        *Handover.objects.using("owner").values_list("person", flat=True),
    }
    found = Person.objects.using("owner").filter(place__gte=lo, place__lt=hi).order_by("pk")
    return dice.sample([each for each in found if each.pk not in taken], count)


def _arrive(code: str, now: datetime, dice: Random) -> None:
    by = community_worker(code, now)
    people = _residents(code, dice, len(_COMING))
    for number, person in enumerate(people):
        at = now - (4 + 40 * number) * _HOUR
        leg = {"on": (local_day(at)).isoformat()}
        arrival = Arrival(
            _id(dice), person.pk, _COMING[number], _ORIGINS[number], local_day(at),
            tuple(leg | each for each in _LEGS),
        )  # fmt: skip
        register_arrivals(arrivals=[arrival], by=by, at=at)
        if number:
            tell_clinic(person.pk, client_id=_id(dice), by=by, at=at + _HOUR)


def _offers(sender: str, target: str, now: datetime, dice: Random) -> None:
    """Let people of one community wait for the answer of another one."""
    by = community_worker(sender, now)
    for hours, person in zip(_AGES, _residents(sender, dice, len(_AGES)), strict=True):
        at = now - hours * _HOUR
        offer_person(
            person.pk, to=target, note="回原住处，已电话联系本人", client_id=_id(dice), by=by, at=at
        )


def _answered(community: str, near: str, far: str, now: datetime, dice: Random) -> None:
    """Let one be taken over, one be sent back and one be passed on."""
    sender, taker = community_worker(near, now), community_worker(community, now)
    taken, back, onward = (
        offer_person(
            person.pk, to=community, note="", client_id=_id(dice), by=sender, at=now - 50 * _HOUR
        )
        for person in _residents(near, dice, 3)
    )
    lo, hi = span(community)
    home = Household.objects.using("owner").filter(place__gte=lo, place__lt=hi).earliest("pk")
    at = now - 40 * _HOUR
    accept_person(taken.pk, place=home.place, door=home.door, by=taker, at=at)
    return_person(back.pk, word="此人不住本社区，地址有误", by=taker, at=at)
    pass_person_on(onward.pk, to=far, word="实际住在相邻社区", by=taker, at=at)


def _id(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
