"""The ground that every other test stands on."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import connection, connections, transaction

from anlin.base import cluster

Block = Callable[[], AbstractContextManager[None]]


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_test_acts_as_the_role_that_owns_nothing(as_owner: Block) -> None:
    assert _role() == cluster.APP_ROLE
    with as_owner():
        assert _role() == "postgres"
    assert _role() == cluster.APP_ROLE


def test_a_test_that_commits_has_a_database_of_its_own(committed: str) -> None:
    assert _role() == cluster.APP_ROLE
    with transaction.atomic(), connections["owner"].cursor() as cursor:
        cursor.execute("create table kept (n int)")
    with psycopg.connect(cluster.owner_url(committed)) as other:
        assert other.execute("select count(*) from kept").fetchone() == (0,)


@pytest.mark.django_db
def test_what_another_test_committed_is_not_here() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('kept')")
        assert cursor.fetchone() == (None,)
