"""Every change has its line: made together, lost together, whenever the server dies."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from django.db import transaction

from anlin.accounts import actions
from anlin.accounts.models import Grant, User
from anlin.accounts.rules import Role
from anlin.base import scope
from anlin.base.days import NEVER
from anlin.journal import actions as journal
from anlin.journal.models import Entry
from anlin.journal.queries import breaks
from tests.accounts.people import AT, HERE, SECRET, THERE

END = date(2023, 12, 31)


class ServerDiedError(Exception):
    """Nothing more is done in this process."""


class Life:
    """A server that does one random thing after another and dies now and then."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.late: list[Callable[[], object]] = []
        self.number = 0

    def act(self) -> None:
        deeds = [self.hire, self.hire, self.grant, self.grant, self.end, self.disable]
        with transaction.atomic():
            self.random.choice(deeds)()
            self.perhaps_die()
        self.perhaps_die()
        while self.late:
            self.late.pop()()

    def perhaps_die(self) -> None:
        if self.random.random() < 0.2:
            self.late.clear()
            raise ServerDiedError

    def hire(self) -> None:
        self.number += 1
        actions.create_user(
            by=None, at=AT, username=f"u{self.number}", name="x", password=SECRET,
            place=self.random.choice([HERE, THERE]), active_until=END,
        )  # fmt: skip

    def grant(self) -> None:
        user = User.objects.order_by("?").first()
        if user is not None:
            place = self.random.choice([HERE, THERE])
            actions.grant_role(
                by=None, at=AT, user=user.pk, role=Role.COMMUNITY_WORKER, place=place
            )

    def end(self) -> None:
        grant = Grant.objects.filter(until=NEVER).first()
        if grant is not None:
            actions.end_grant(by=None, at=AT + timedelta(days=1), grant=grant.pk, reason="x")

    def disable(self) -> None:
        user = User.objects.filter(active_until=END).first()
        if user is not None:
            actions.disable_user(by=None, at=AT, user=user.pk, reason="x")


def unmatched(seed: int) -> dict[str, int]:
    """Live through a hundred acts; return, by verb, changes less lines."""
    life = Life(seed)
    with scope.nationwide():
        for _ in range(100):
            with suppress(ServerDiedError):
                life.act()
        changes = {
            "create_user": User.objects.count(),
            "grant_role": Grant.objects.count(),
            "end_grant": Grant.objects.exclude(until=NEVER).count(),
            "disable_user": User.objects.exclude(active_until=END).count(),
        }
        assert min(changes.values()) > 0
        return {
            verb: made - Entry.objects.filter(verb=f"accounts.{verb}").count()
            for verb, made in changes.items()
        }


@pytest.mark.parametrize("seed", range(3))
def test_every_change_has_exactly_one_line_whenever_the_server_dies(db: None, seed: int) -> None:
    assert set(unmatched(seed).values()) == {0}


def test_lines_written_after_the_fact_are_lost(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: a journal fed by a queue, as systems do that want to be fast."""
    lives: list[Life] = []
    write = journal.write
    born = Life.__init__

    def remember(life: Life, seed: int) -> None:
        born(life, seed)
        lives.append(life)

    monkeypatch.setattr(Life, "__init__", remember)
    monkeypatch.setattr(
        journal, "write", lambda **line: lives[-1].late.append(partial(write, **line))
    )
    assert max(unmatched(0).values()) > 0


def test_a_chain_has_no_gap_where_an_act_was_taken_back(
    db: None, as_owner: Callable[[], AbstractContextManager[None]]
) -> None:
    unmatched(7)
    with as_owner():
        assert breaks(using="default") == []
