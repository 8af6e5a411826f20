"""Counts are drawn once a minute for all who may see the same, and names for their reader alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from anlin.accounts.rules import Role, Viewer
from anlin.base import clock
from anlin.base.scope import nationwide
from anlin.duties.actions import refresh
from anlin.places.rules import lo_of
from anlin.reports import queries
from anlin.reports.models import Count, Counted
from anlin.reports.views import picture
from anlin.reports.views.shared import shared
from tests.journeys import residents, town
from tests.journeys.conftest import SignIn, Standing
from tests.twins import found_out

Drawn = list[str]
COUNTY = "/board/500103/"
HIDDEN = "&lt;5"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Return the places whose boards were counted, as they are."""
    places: Drawn = []

    def counting(count: Callable[..., Any]) -> Callable[..., Any]:
        def counted(code: str, *more: Any) -> Any:  # noqa: ANN401 - as the query's
            places.append(code)
            return count(code, *more)

        return counted

    monkeypatch.setattr(queries, "board", counting(queries.board))
    return places


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Return the places of which names were asked for, as they are."""
    places: Drawn = []
    ask = queries.missing

    def asked(viewer: Viewer, code: str, *more: Any) -> Any:  # noqa: ANN401 - as the query's
        places.append(code)
        return ask(viewer, code, *more)

    monkeypatch.setattr(queries, "missing", asked)
    return places


@contextmanager
def _later(by: timedelta) -> Iterator[None]:
    running = clock._frozen
    clock._frozen = ContextVar("frozen", default=town.AT + by)
    try:
        yield
    finally:
        clock._frozen = running


def test_two_leaders_in_one_minute_are_shown_one_count(sign_in: SignIn, drawn: Drawn) -> None:
    first, second = sign_in("county"), sign_in("nation")
    shown = [client.get(COUNTY).content.decode() for client in (first, second)]
    assert drawn == ["500103"]
    figures = [text.partition('class="answer"')[2].partition("</div>")[0] for text in shown]
    assert figures[0] == figures[1] != ""


def test_each_day_measure_and_language_is_drawn_for_itself(sign_in: SignIn, drawn: Drawn) -> None:
    leader = sign_in("county")
    for address in (COUNTY, f"{COUNTY}?day=2023-02-01", f"{COUNTY}?measure=E-8"):
        leader.get(address)
    leader.cookies["django_language"] = "en"
    assert "in time" in leader.get(COUNTY).content.decode()
    assert len(drawn) == 4


def test_a_minute_later_it_is_drawn_anew(sign_in: SignIn, drawn: Drawn) -> None:
    leader = sign_in("county")
    leader.get(COUNTY)
    with _later(timedelta(minutes=1)):
        leader.get(COUNTY)
    assert len(drawn) == 2


def test_what_was_counted_anew_is_drawn_anew(sign_in: SignIn, drawn: Drawn) -> None:
    leader = sign_in("county")
    with _later(timedelta(seconds=20)):
        leader.get(COUNTY)
        with nationwide():
            refresh(at=clock.now())
        leader.get(COUNTY)
    assert len(drawn) == 2


def test_a_community_is_counted_once_and_its_names_are_asked_for_each_reader(
    sign_in: SignIn, drawn: Drawn, named: Drawn
) -> None:
    for _ in range(2):
        sign_in("community").get(f"/board/{residents.TOWN}/")
    assert drawn == [residents.TOWN]
    assert named == [residents.TOWN] * 2


def test_below_a_community_nothing_is_kept(sign_in: SignIn, drawn: Drawn) -> None:
    for _ in range(2):
        sign_in("community").get(f"/board/{residents.TOWN}001/")
    assert len(drawn) == 2


def _page_with_a_name(sign_in: SignIn) -> str:
    page = sign_in("community").get(f"/board/{residents.TOWN}/?day=2023-01-29").content.decode()
    assert residents.WANG.name in page
    return page


def _nobody_is_kept() -> None:
    assert cache._cache
    assert not [part for part in cache._cache.values() if residents.WANG.name.encode() in part]


def test_no_part_that_is_kept_holds_a_name(sign_in: SignIn) -> None:
    _page_with_a_name(sign_in)
    _nobody_is_kept()


def test_a_name_that_is_kept_is_found_out(sign_in: SignIn) -> None:
    cache.set("page", _page_with_a_name(sign_in))
    with found_out():
        _nobody_is_kept()


def _few_are_hidden(with_names: Client, without: Client) -> None:
    """Open where few are unwell as one who may see persons, then as one who may not."""
    street = "/picture/500103001/?figure=fevers"
    assert HIDDEN not in with_names.get(street).content.decode()
    assert HIDDEN in without.get(street).content.decode()


@pytest.fixture
def few(standing: Standing) -> None:
    """Let somebody of the town be unwell, and count it."""
    with nationwide():
        Count.objects.create(
            figure="fevers", day=town.AT.date(), level=5, place=lo_of(residents.TOWN), number=2
        )
        Counted.objects.create(day=town.AT.date(), at=town.AT)
    standing.touched = True


def test_a_number_that_is_hidden_from_one_is_not_kept_for_that_one(
    sign_in: SignIn, few: None
) -> None:
    _few_are_hidden(sign_in("case"), sign_in("street-leader"))


def test_a_key_that_forgets_who_may_see_persons_is_found_out(
    sign_in: SignIn, few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(viewer: Viewer, code: str, *more: Any) -> dict[str, object]:  # noqa: ANN401 - as the view's
        return shared(replace(viewer, role=Role.STREET_LEADER), code, *more)

    monkeypatch.setattr(picture, "shared", forgetful)
    with found_out():
        _few_are_hidden(sign_in("case"), sign_in("street-leader"))
