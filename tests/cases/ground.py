"""A person in one household under real packs, and who works around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connections
from django.test import Client

from anlin.accounts.rules import Role
from anlin.base import clock
from anlin.base.days import local_day
from anlin.people.actions import register_household, register_person
from anlin.people.rules import Sex
from anlin.places.models import Place
from anlin.places.rules import EVER, Period, lo_of, span
from anlin.policy import actions as policy
from tests.accounts.people import AT, COUNTY, GRID, HERE, SECRET, hire
from tests.packs.cases import library

HOME = lo_of(f"{GRID}001")


@dataclass(frozen=True)
class Ground:
    """A person in one household, and who works around it."""

    person: int

    def of(self, username: str, language: str = "zh-hans") -> Client:
        client = Client()
        client.cookies["django_language"] = language
        assert client.post("/login", {"username": username, "password": SECRET}).status_code == 302
        return client

    def address(self, after: str = "") -> str:
        return f"/people/{self.person}/{after}"


def settle() -> Iterator[Ground]:
    """Yield the ground with the clock held."""
    with clock.frozen(AT):
        lo, hi = span(COUNTY)
        Place.objects.using("owner").create(
            code=COUNTY, level=3, lo=lo, hi=hi, kind="county", name="渝中区", periods=[Period(EVER)]
        )
        policy.release(library(), by=None, at=AT)
        for name in ("national-2020-communities", "home-care-draft"):
            policy.adopt(
                name, COUNTY, since=local_day(AT), by=None, at=AT, reason="演练",
                knowingly=True, using="owner",
            )  # fmt: skip
        worker = hire("community", Role.COMMUNITY_WORKER, HERE)
        hire("grid", Role.GRID_WORKER, GRID)
        hire("leader", Role.COUNTY_LEADER, COUNTY)
        home = register_household(place=HOME, door="3-1-402", label="王家", by=worker, at=AT)
        person = register_person(
            household=home.pk, name="王桂兰", by=worker, at=AT, born_on=date(1980, 5, 1),
            sex=Sex.FEMALE,
        )  # fmt: skip
        yield Ground(person.pk)
    connections.close_all()
