"""The picture adds up at every level, hides few persons, and is published by two, where allowed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from reportlab.pdfbase.pdfmetrics import stringWidth

from anlin.accounts.rules import Role, Viewer
from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide, open_scope
from anlin.base.sockets import Figure, figures
from anlin.base.words import said
from anlin.cases.models import Observation
from anlin.cases.rules import Kind, Reason
from anlin.journal.models import Entry
from anlin.people.models import Person
from anlin.places.models import Place
from anlin.places.rules import EVER, Period, kind_of, level_of, span
from anlin.policy.rules import Limit
from anlin.reports import actions, queries
from anlin.reports.models import Count
from anlin.reports.models import Release as Published
from anlin.reports.queries import released
from anlin.reports.queries.picture import Picture
from anlin.reports.rules import (
    HIDDEN,
    NotCompetentError,
    NothingChosenError,
    OwnReleaseError,
    ReleaseStateError,
    hide,
)
from anlin.reports.views.files import _lines, pdf, xlsx
from tests.people.conftest import home, register, worker
from tests.people.street import AT, at_work

__all__ = ["home", "register", "worker"]
TODAY, DAY = local_day(AT), timedelta(days=1)
COUNTY, STREET, HERE = "500103", "500103001", "500103001001"
PLACES = {
    "0": "全国",
    "50": "重庆市",
    "5001": "市辖区",
    COUNTY: "渝中区",
    STREET: "街道",
    HERE: "社区",
}
Register = Callable[..., Person]


def office(user: int, code: str = COUNTY, role: Role = Role.COUNTY_LEADER) -> Viewer:
    return Viewer(user, f"u{user}", role, code, *span(code), level_of(code))


@pytest.fixture
def counted(as_owner: Callable, register: Register, worker: Viewer) -> Iterator[Person]:  # type: ignore[type-arg]
    """One infection in one community, counted at every level."""
    with as_owner():
        for code, name in PLACES.items():
            lo, hi = span(code)
            kind = kind_of(code, "社区居委会" if code == HERE else name).value
            Place.objects.create(
                code=code, level=level_of(code), lo=lo, hi=hi, kind=kind, name=name,
                periods=[Period(EVER)],
            )  # fmt: skip
    person = register()
    with nationwide():
        Observation.objects.create(
            person=person, place=person.place, kind=Kind.TREATMENT, reason=Reason.CASE,
            begun_on=TODAY, opened_at=AT - timedelta(hours=1), opened_by=worker.user,
        )  # fmt: skip
        actions.count_day(day=TODAY, at=AT)
        yield person


def picture(viewer: Viewer, code: str, figure: str = "positives", **more: bool) -> Picture:
    return queries.picture(viewer, code, TODAY, AT, figure, **more)


@pytest.mark.django_db
def test_each_level_counts_what_lies_below_it_and_again_comes_to_the_same(counted: Person) -> None:
    for code in ("0", "50", "5001", COUNTY, STREET, HERE):
        found = picture(office(1, "0", Role.NATION_LEADER), code, recount=True)
        assert found.chosen is not None
        if level_of(code) < 5:
            assert (found.chosen.number, found.chosen.recounted) == (1, 1)
            assert sum(tile.number for tile in found.tiles if tile.number != HIDDEN) <= 1


@pytest.mark.django_db
def test_a_day_that_is_not_over_is_not_held_against_a_whole_one(counted: Person) -> None:
    midnight = start_of(TODAY + timedelta(days=1))
    for at, changes in ((midnight - timedelta(minutes=1), False), (midnight, True)):
        found = queries.picture(office(1, "0", Role.NATION_LEADER), "0", TODAY, at)
        happened = [each for each in found.shown if not each.figure.stock]
        assert happened
        assert {each.so_far for each in happened} == {not changes}
        assert all(replace(each, week_before=0).change is None for each in happened) is not changes
        assert not any(each.so_far for each in found.shown if each.figure.stock)


@pytest.mark.django_db
def test_a_count_follows_what_was_taken_back(counted: Person) -> None:
    Observation.objects.update(ended_at=AT, ended_by=1, ending="mistake")
    assert actions.count_day(day=TODAY, at=AT) > 0
    assert actions.count_day(day=TODAY, at=AT) == 0
    assert not Count.objects.filter(figure="positives", number__gt=0).exists()


@pytest.mark.django_db
def test_a_count_that_is_not_taken_back_is_found_out(
    counted: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anlin.base import sql

    text = sql.statement("reports/count_day").replace("set number = 0", "set number = c.number")
    monkeypatch.setattr(sql, "statement", lambda name: text)
    with pytest.raises(AssertionError):
        test_a_count_follows_what_was_taken_back(counted)


@pytest.mark.django_db
def test_who_may_not_see_persons_does_not_see_few_of_them(counted: Person, worker: Viewer) -> None:
    leader = office(1)
    assert picture(leader, HERE).chosen.number == HIDDEN  # type: ignore[union-attr]
    assert [tile.number for tile in picture(leader, STREET).tiles] == [HIDDEN]
    officer = office(2, role=Role.COUNTY_CASE_OFFICER)
    assert [tile.number for tile in picture(officer, STREET).tiles] == [1]
    assert picture(leader, HERE, recount=True).chosen.recounted == HIDDEN  # type: ignore[union-attr]


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 12), max_size=6))
def test_no_small_number_can_be_worked_out_from_the_sum(numbers: dict[str, int]) -> None:
    shown = hide(numbers, least=5)
    hidden = [key for key, number in shown.items() if number == HIDDEN]
    assert not [number for number in shown.values() if 0 < number < 5]
    others = [number for number in numbers.values() if number]
    assert len(hidden) != 1 or len(others) == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_long_text_loses_no_sign_on_paper(language: str) -> None:
    for figure in figures():
        with override(language):
            text = said(figure, "means")
            lines = _lines(text, 7, 120.0)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(stringWidth(line, "STSong-Light", 7) <= 130 for line in lines)


@pytest.mark.django_db
def test_the_files_say_who_took_them_and_hold_no_formula(counted: Person) -> None:
    viewer = office(1)
    found = picture(viewer, STREET)
    book = load_workbook(BytesIO(xlsx(found, "=cmd()", TODAY, viewer, AT)))
    first = next(book.worksheets[0].iter_rows(values_only=True))
    assert first[0] == "'=cmd()"
    assert first[1] == "总览"
    assert "u1" in str(first[3])
    words = [cell for row in book.worksheets[1].iter_rows(values_only=True) for cell in row]
    assert "<5" in words
    assert pdf(found, "街道", TODAY, viewer, AT).startswith(b"%PDF")
    actions.note_export(code=STREET, day=TODAY, form="xlsx", by=viewer, at=AT)
    assert Entry.objects.get(verb="reports.export").detail["form"] == "xlsx"


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an order say that counties and above publish."""
    limit = Limit("publish_level", "p", TODAY, None, "o-1", "P-1", 3, "count", "less")  # type: ignore[arg-type]
    monkeypatch.setattr(released, "limit_at", lambda name, place, day: limit)


def release(by: Viewer, **more: object) -> Published:
    told = {"day": TODAY, "chosen": ["positives"], "note": "", "client_id": uuid4(), "by": by,
            "at": AT}  # fmt: skip
    return actions.draft(**told | more)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_figures_are_public_once_two_persons_of_the_level_say_so(
    counted: Person, allowed: None
) -> None:
    made = release(office(1))
    with pytest.raises(OwnReleaseError):
        actions.approve(made.pk, by=office(1), at=AT)
    with open_scope(0, 0):
        assert not Published.objects.exists()
    actions.approve(made.pk, by=office(2), at=AT)
    with pytest.raises(ReleaseStateError):
        actions.approve(made.pk, by=office(3), at=AT)
    with open_scope(0, 0):
        (shown,) = queries.published()
    assert (shown.content[0]["number"], shown.clause) == (1, "P-1")


@pytest.mark.django_db
def test_a_published_figure_is_corrected_by_another_with_a_word(
    counted: Person, allowed: None
) -> None:
    made = release(office(1))
    actions.approve(made.pk, by=office(2), at=AT)
    with pytest.raises(NothingChosenError):
        release(office(1), corrects=made.pk)
    again = release(office(1), corrects=made.pk, note="核减一例")
    with pytest.raises(ReleaseStateError):
        release(office(1), corrects=made.pk, note="再改")
    actions.approve(again.pk, by=office(2), at=AT)
    assert queries.published().count() == 2


@pytest.mark.django_db
def test_nobody_publishes_below_the_level_or_without_an_order(
    counted: Person, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotCompetentError):
        release(office(1))
    request.getfixturevalue("allowed")
    street = at_work(Role.STREET_LEADER, *span(STREET), 4)
    with pytest.raises(NotCompetentError):
        release(street)


@pytest.mark.django_db
def test_a_policy_that_shows_drafts_is_found_out(
    counted: Person,
    allowed: None,
    as_owner: Callable,  # type: ignore[type-arg]
) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("alter policy reports_release_public on reports_release using (true)")
    with pytest.raises(AssertionError):
        test_figures_are_public_once_two_persons_of_the_level_say_so(counted, allowed)


@pytest.mark.django_db
def test_every_figure_explains_itself_in_both_languages() -> None:
    def bare(figure: Figure) -> bool:
        told = (figure.title_zh, figure.title_en, figure.means_zh, figure.means_en, figure.clause)
        return not all(told)

    assert [name for name, figure in figures().items() if bare(figure)] == []


@pytest.mark.django_db
def test_every_figure_stands_under_one_heading_and_what_presses_stands_first(
    counted: Person, worker: Viewer
) -> None:
    found = picture(worker, HERE)
    listed = [shown for _topic, of in found.topics for shown in of]
    assert {each.figure.name for each in listed} == {each.figure.name for each in found.shown}
    assert len(listed) == len(found.shown)
    for _topic, of in found.topics:
        presses = [each.presses for each in of]
        assert presses == sorted(presses, reverse=True)
    assert any(each.presses for each in listed)
