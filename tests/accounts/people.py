"""A few people at work in two communities of one street, made as the product makes them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth.hashers import Argon2PasswordHasher

from anlin.accounts import actions, queries
from anlin.accounts.models import User
from anlin.accounts.rules import Role, Viewer
from anlin.places.models import Place
from anlin.places.rules import EVER, Period, kind_of, level_of, span

AT = datetime(2023, 1, 20, 10, tzinfo=UTC)
SECRET = "seven lanes by the river"  # noqa: S105 - of invented people
COUNTY, STREET = "500103", "500103001"
HERE, THERE = "500103001001", "500103001002"
GRID = HERE + "003"
PLACES = {
    "0": "全国", "50": "重庆市", "5001": "市辖区", COUNTY: "渝中区", STREET: "七星岗街道",
    HERE: "民生路社区居民委员会", THERE: "临华路社区居民委员会",
}  # fmt: skip


class CheapHasher(Argon2PasswordHasher):
    """The product's own hasher at the lowest price it takes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


@dataclass(frozen=True)
class Town:
    """Who works in the town."""

    admin: Viewer
    worker: Viewer
    neighbour: Viewer


def hire(username: str, role: Role, place: str, *, using: str = "owner") -> Viewer:
    """Make an account and its one grant, as a fresh installation does."""
    user: User = actions.create_user(
        by=None, at=AT, username=username, name=username.title(), password=SECRET, place=place,
        active_until=date(2023, 12, 31), using=using,
    )  # fmt: skip
    actions.grant_role(by=None, at=AT, user=user.pk, role=role, place=place, using=using)
    return queries.viewer_for(user.pk, None, AT, using=using)


def divide() -> None:
    """Put up the divisions that the town stands on."""
    Place.objects.using("owner").bulk_create(
        Place(
            code=code, level=level_of(code), lo=span(code)[0], hi=span(code)[1],
            kind=kind_of(code, name).value, name=name, periods=[Period(EVER)],
        )
        for code, name in PLACES.items()
    )  # fmt: skip


def settle(*, using: str = "owner") -> Town:
    """Hire everybody."""
    return Town(
        admin=hire("admin", Role.SYSTEM_ADMIN, COUNTY, using=using),
        worker=hire("wang", Role.GRID_WORKER, GRID, using=using),
        neighbour=hire("zhao", Role.COMMUNITY_WORKER, THERE, using=using),
    )
