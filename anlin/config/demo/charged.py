"""Invented people who answer for places: secretaries, doctors, building heads, with a few gaps."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from anlin.base.days import local_day
from anlin.committees.models import Responsible
from anlin.committees.rules.charge import EXPECTED, Charge
from anlin.config.demo import names
from anlin.config.demo.territory import COUNTIES
from anlin.people.rules import Sex
from anlin.places.models import Place
from anlin.places.rules import BUILDING, ancestors, span

_GAPS = {Charge.STEWARD: 0.12, Charge.ON_DUTY: 0.1, Charge.DOCTOR: 0.05, Charge.SECRETARY: 0.01}
_POSTS = {
    Charge.STEWARD: ("居民小组长", "退休教师", "党员", "物业管家"),
    Charge.DOCTOR: ("全科医生",),
}
_HOSPITALS = ("重庆市演练第一医院", "重庆市演练中心医院")


def answer(now: datetime, seed: str) -> Sequence[str]:
    """Let somebody answer nearly everywhere in the two counties and above them."""
    dice = Random(f"{seed}:charged")  # noqa: S311 - invented, not secret
    made = list(_all(local_day(now) - timedelta(days=200), now, dice))
    Responsible.objects.using("owner").bulk_create(made, batch_size=2000)
    return ("committees_responsible",)


def _all(since: date, now: datetime, dice: Random) -> Iterator[Responsible]:
    above = {code for county in COUNTIES for code in (*ancestors(county), county)}
    places = list(Place.objects.using("owner").filter(code__in=above, level__gt=0))
    for county in COUNTIES:
        lo, hi = span(county)
        inner = Place.objects.using("owner").filter(level__gt=3, lo__gte=lo, lo__lt=hi)
        places += list(inner.filter(level__lte=BUILDING))
    for place in places:
        for charge, expected in EXPECTED.items():
            if place.level in expected.levels and dice.random() >= _GAPS.get(charge, 0):
                yield _one(place, charge, since, now, dice)


def _one(place: Place, charge: Charge, since: date, now: datetime, dice: Random) -> Responsible:
    sex = Sex.FEMALE if dice.random() < 0.5 else Sex.MALE
    person = names.surname(dice) + names.given(dice, sex, dice.randrange(30, 68))
    hospital = charge is Charge.HOSPITAL
    return Responsible(
        client_id=UUID(int=dice.getrandbits(128), version=4), place=place.lo, ends=place.hi,
        level=place.level, charge=charge, name=dice.choice(_HOSPITALS) if hospital else person,
        post=dice.choice(_POSTS.get(charge, ("",))), phone=names.telephone(dice), agreed="",
        since=since + timedelta(days=dice.randrange(150)), at=now, by=0,
    )  # fmt: skip
