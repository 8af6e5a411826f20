"""How screens say moments, days, shares and lengths of time, in both languages."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from anlin.base import words
from anlin.base.days import ZONE

FRIDAY = datetime(2023, 1, 20, 18, 0, tzinfo=ZONE)
MIDNIGHT = datetime(2023, 1, 23, 0, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("language", "moment", "day", "deadline"),
    [
        ("zh-hans", "1月20日 周五 18:00", "1月20日 周五", "1月22日 周日 24:00"),
        ("en", "20 Jan, 18:00", "Fri 20 Jan", "22 Jan, 24:00"),
    ],
)
def test_moments_are_said_as_the_reader_says_them(
    language: str, moment: str, day: str, deadline: str
) -> None:
    with translation.override(language):
        assert words.moment(FRIDAY) == moment
        assert words.day(FRIDAY.date()) == day
        assert words.deadline(MIDNIGHT) == deadline


def test_a_moment_of_another_zone_is_said_in_china() -> None:
    with translation.override("en"):
        assert words.moment(datetime.fromisoformat("2023-01-20T16:30:00+00:00")) == "21 Jan, 00:30"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(hours=2), "2 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(minutes=90), "90 minutes"),
    ],
)
def test_a_length_is_said_in_its_largest_whole_unit(length: timedelta, said: str) -> None:
    with translation.override("en"):
        assert words.span(length) == said


def test_a_share_of_nothing_is_not_zero() -> None:
    assert words.share(0, 0) == "–"
    assert words.share(931, 1000) == "93.1%"


def test_a_text_in_one_language_only_is_still_said() -> None:
    with translation.override("en"):
        assert words.spoken("措施", "") == "措施"
        assert words.said({"title_zh": "题", "title_en": "Title"}, "title") == "Title"


def test_the_end_of_the_day_is_24() -> None:
    assert words.of_day(24 * 3600) == "24:00"
    assert words.of_day(6 * 3600 + 1800) == "06:30"


def test_a_day_is_said_with_its_year() -> None:
    with translation.override("zh-hans"):
        assert words.dated(date(2023, 1, 14)) == "2023年1月14日"
