"""Invented workers: one account per role that can be signed in to, and a name for every post."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connections

from anlin.accounts.actions import create_user, grant_role
from anlin.accounts.models import User
from anlin.accounts.rules import Role
from anlin.base.days import NEVER
from anlin.config.demo import names
from anlin.config.demo.homes import HOMES, SHOWN_HOME
from anlin.config.demo.territory import COMPOUND, COUNTIES, SHOWN
from anlin.institutions.rules import Kind
from anlin.people.rules import Sex
from anlin.places.rules import child, parent, span

PASSWORD = "anlin-demo-2026"  # noqa: S105 - printed on purpose, of invented people
_URBAN, _RURAL = COUNTIES
_WORDS = {
    Kind.DAY_CARE: "day", Kind.RESCUE: "rescue", Kind.CHILD_WELFARE: "children",
    Kind.MINORS: "minors", Kind.MENTAL_HEALTH: "mental", Kind.FUNERAL: "funeral",
}  # fmt: skip
_COPY = {
    "accounts_user": "id, username, name, password, place, active_until, language, created_at",
    "accounts_grant": "user_id, role, place_code, lo, hi, since, until",
}


@dataclass(frozen=True, slots=True)
class Account:
    """An account whose password is known."""

    username: str
    role: Role
    place: str


def accounts() -> list[Account]:
    """Return who can sign in: each role once, workers in town and country, heads of each kind."""
    town, village = SHOWN
    street = str(parent(town))
    return [
        Account("grid", Role.GRID_WORKER, child(town, 1)),
        Account("grid-village", Role.GRID_WORKER, child(village, 1)),
        Account("community", Role.COMMUNITY_WORKER, town),
        Account("village", Role.COMMUNITY_WORKER, village),
        Account("street", Role.STREET_OFFICER, street),
        Account("street-leader", Role.STREET_LEADER, street),
        Account("case", Role.COUNTY_CASE_OFFICER, _URBAN),
        Account("county", Role.COUNTY_LEADER, _URBAN),
        Account("county-rural", Role.COUNTY_LEADER, _RURAL),
        Account("city", Role.CITY_LEADER, _URBAN[:4]),
        Account("province", Role.PROVINCE_LEADER, _URBAN[:2]),
        Account("nation", Role.NATION_LEADER, "0"),
        Account("policy", Role.POLICY_OFFICER, _URBAN),
        Account("auditor", Role.AUDITOR, _URBAN),
        Account("admin", Role.SYSTEM_ADMIN, _URBAN),
        Account("gate", Role.GATEKEEPER, child(town, COMPOUND)),
        Account("civil", Role.COUNTY_CIVIL_AFFAIRS, _URBAN),
        Account("head", Role.HOME_HEAD, SHOWN_HOME),
        Account("nurse", Role.NURSE, SHOWN_HOME),
        Account("carer", Role.CARER, SHOWN_HOME),
        *(Account(f"head-{word}", Role.HOME_HEAD, code) for word, code in _other_heads()),
    ]


def _other_heads() -> Iterator[tuple[str, str]]:
    """Yield a word and a home for each further kind: they have pages that the shown home lacks."""
    for home in HOMES:
        word = _WORDS.get(home.kind)
        if word and home.code.startswith(_URBAN):
            yield word, home.code


def hire(posts: Sequence[tuple[Role, str]], *, seed: str, at: datetime) -> None:
    """Give every post a named worker; those of `accounts()` can sign in, the others cannot yet."""
    dice = Random(f"{seed}:staff")  # noqa: S311 - invented people, not secrets
    until = (at + timedelta(days=3 * 365)).date()
    known = accounts()
    for account in known:
        user = create_user(
            by=None, at=at, username=account.username, name=_name(dice), password=PASSWORD,
            place=account.place, active_until=until, using="owner",
        )  # fmt: skip
        grant_role(
            by=None, at=at, user=user.pk, role=account.role, place=account.place, using="owner"
        )
    taken = {(account.role, account.place) for account in known}
    free = [post for post in posts if post not in taken]
    _copy_workers(free, dice, until, at)


def _copy_workers(
    posts: Iterable[tuple[Role, str]], dice: Random, until: date, at: datetime
) -> None:
    last = User.objects.using("owner").order_by("-pk").values_list("pk", flat=True).first() or 0
    shut = make_password(None)
    users: list[tuple[object, ...]] = []
    grants: list[tuple[object, ...]] = []
    for number, (role, place) in enumerate(posts, last + 1):
        lo, hi = span(place)
        who = (number, f"{_LETTER[role]}{place}", _name(dice), shut, lo, until, "zh-hans", at)
        users.append(who)
        grants.append((number, role, place, lo, hi, at, NEVER))
    with connections["owner"].cursor() as cursor:
        for (table, columns), rows in zip(_COPY.items(), (users, grants), strict=True):
            with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
        cursor.execute(
            "select setval(pg_get_serial_sequence('accounts_user', 'id'), %s)",
            [last + len(users)],
        )


_LETTER = {
    Role.GRID_WORKER: "w",
    Role.COMMUNITY_WORKER: "c",
    Role.STREET_OFFICER: "s",
    Role.STREET_LEADER: "l",
    Role.COUNTY_CASE_OFFICER: "o",
    Role.COUNTY_CIVIL_AFFAIRS: "m",
    Role.HOME_HEAD: "h",
    Role.NURSE: "n",
    Role.CARER: "a",
}


def posts(communities: Iterable[tuple[str, Iterable[str]]]) -> Iterator[tuple[Role, str]]:
    """Yield who is needed: a worker per grid and community, an officer and a leader per street."""
    streets = set()
    for community, grids in communities:
        streets.add(str(parent(community)))
        yield Role.COMMUNITY_WORKER, community
        for grid in grids:
            yield Role.GRID_WORKER, grid
    for street in sorted(streets):
        yield Role.STREET_OFFICER, street
        yield Role.STREET_LEADER, street
    yield Role.COUNTY_CASE_OFFICER, _RURAL
    yield Role.COUNTY_CIVIL_AFFAIRS, _RURAL
    for home in HOMES:
        yield from ((role, home.code) for role in (Role.HOME_HEAD, Role.NURSE, Role.CARER))


def _name(dice: Random) -> str:
    sex = Sex.FEMALE if dice.random() < 0.55 else Sex.MALE
    return names.surname(dice) + names.given(dice, sex, dice.randrange(26, 56))
