"""One migrated database for all tests; each test leaves it as it found it.

`default` is the product's own role, under forced row-level security, as in production. Mark a
test with `django_db` and everything it does is rolled back. Set-up that the product itself may
not do goes into a `with as_owner():` block of the same transaction. A test that must commit, or
that needs several connections, takes the fixture `committed`: a database of its own.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from copy import deepcopy
from functools import cache
from itertools import count
from typing import Any

import django
import psycopg
import pytest
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from anlin.base import clock, cluster, home
from anlin.config import messages

NAME = f"anlin_test_{os.getpid()}"
TEMPLATE = f"{NAME}_template"
TOWN = f"{NAME}_town"
_numbers = count(1)


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    _stand_apart()
    _stay_small()
    cluster.start()
    _hurry()
    _drop_what_killed_runs_left()
    os.environ["ANLIN_DATABASE_NAME"] = NAME
    os.environ["DJANGO_SETTINGS_MODULE"] = "anlin.config.settings"
    _serve_files_where_they_are()
    _sign_in_cheaply()
    messages.compile_all()
    django.setup()


def _stand_apart() -> None:
    """Give the tests a cluster of their own beside the installation's."""
    if home.folder().name != "tests":  # a process that pytest starts inherits the folder
        os.environ["ANLIN_HOME"] = str(home.folder() / "tests")


def _stay_small() -> None:
    """Give the tests' cluster little memory: a database is copied there in a tenth of the time."""
    os.environ.setdefault("ANLIN_DATABASE_MEMORY", "1024")


def _hurry() -> None:
    """Let the tests' own cluster not wait for the disk: it must outlive processes, not machines."""
    if "ANLIN_DATABASE_URL" not in os.environ:
        _administer("alter system set fsync = off")
        _administer("select pg_reload_conf()")


def _sign_in_cheaply() -> None:
    """Spare the tests the price of a password, which is high on purpose."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.accounts.people.CheapHasher"]


def _serve_files_where_they_are() -> None:
    """Spare the tests the collecting and renaming that `script/run` does with static files."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True


def _administer(statement: str, *names: str) -> None:
    with psycopg.connect(cluster.owner_url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _drop_what_killed_runs_left() -> None:
    ours = re.compile(r"anlin_test_(\d+)")
    with psycopg.connect(cluster.owner_url("postgres"), autocommit=True) as connection:
        names = [name for (name,) in connection.execute("select datname from pg_database")]
    for name in names:
        run = ours.match(name)
        if run and (int(run[1]) == os.getpid() or not _lives(int(run[1]))):
            _drop(name)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _create(name: str, template: str) -> None:
    _administer("create database {} template {}", name, template)


def _drop(name: str) -> None:
    _administer("drop database if exists {} with (force)", name)


@cache
def _login(alias: str) -> dict[str, Any]:
    """Return how `alias` logs in by the settings, before any test pointed it elsewhere."""
    from django.db import connections

    return deepcopy(connections[alias].settings_dict)


def _point(name: str, *, take_role: bool) -> None:
    """Point both aliases at database `name`; with `take_role` the owner acts as the product."""
    from django.db import connections

    logins = {alias: _login(alias) for alias in connections}
    if take_role:
        options = f"-c timezone=UTC -c role={cluster.APP_ROLE}"
        logins["default"] = logins["owner"] | {"OPTIONS": {"options": options}}
    for alias, login in logins.items():
        connections[alias].close()
        connections[alias].settings_dict.update(login | {"NAME": name})


@pytest.fixture(scope="session")
def migrated() -> Iterator[str]:
    """Return the name of a migrated database that nobody is connected to."""
    from django.core.management import call_command
    from django.db import connections

    _create(TEMPLATE, "template0")
    connections["owner"].settings_dict["NAME"] = TEMPLATE
    call_command("migrate", database="owner", verbosity=0)
    connections["owner"].close()
    yield TEMPLATE
    _drop(TEMPLATE)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock():
        _create(NAME, request.getfixturevalue("migrated"))
        _point(NAME, take_role=True)
    yield
    with django_db_blocker.unblock():
        _point("postgres", take_role=True)
    _drop(NAME)


@contextmanager
def at_the_towns_morning() -> Iterator[None]:
    """Hold the clock of every thread at the morning of the standing town."""
    from tests.journeys.town import AT

    running = clock._frozen
    clock._frozen = ContextVar("frozen", default=AT)
    try:
        yield
    finally:
        clock._frozen = running


@pytest.fixture(scope="session")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Mapping[str, str]]:
    """Build the standing town once, as a database to copy; return the session of each worker."""
    from tests.journeys import town

    with django_db_blocker.unblock():
        _create(TOWN, TEMPLATE)
        _point(TOWN, take_role=False)
        try:
            with at_the_towns_morning():
                town.build()
                sessions = {each.username: town.enter(each.username) for each in town.staff()}
        finally:
            _point(NAME, take_role=True)
    yield sessions
    _drop(TOWN)


@pytest.fixture(autouse=True)
def no_language_left() -> Iterator[None]:
    """Leave the next test in Chinese, whatever a request of this one asked for."""
    from django.utils import translation

    yield
    translation.deactivate()


@pytest.fixture
def as_owner(db: None) -> Callable[[], AbstractContextManager[None]]:
    """Return a block in which the test's own transaction acts as the owner of the tables."""
    from django.db import connection

    @contextmanager
    def block() -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("set role none")
            try:
                yield
            finally:
                cursor.execute(f"set role {cluster.APP_ROLE}")

    return block


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Point `default` (the product's real login) and `owner` at a fresh database; return its name.

    What the test commits stays until it ends; its threads may open connections of their own.
    """
    name = f"{NAME}_{next(_numbers)}"
    with django_db_blocker.unblock():
        _create(name, TEMPLATE)
        _point(name, take_role=False)
        try:
            yield name
        finally:
            _point(NAME, take_role=True)
            _drop(name)
