"""Days that nobody means are refused beside the field, in every form there is."""

import ast
from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from anlin.base.fields import DayField, MomentField
from anlin.base.home import ROOT


class OneDay(forms.Form):
    """A form with a day."""

    day = DayField(required=False)
    moment = MomentField(required=False)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_of_no_life_and_no_order_is_refused(text: str) -> None:
    form = OneDay({"day": text})
    assert not form.is_valid()
    with override("en"):
        assert form.errors["day"] == ["Enter a day from 1900 to 2199."]


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_of_no_life_is_refused(text: str) -> None:
    form = OneDay({"moment": text})
    with override("zh-hans"):
        assert form.errors["moment"] == ["请填 1900 年到 2199 年之间的日期。"]


@pytest.mark.parametrize("text", ["1900-01-01", "2023-01-20", "2199-12-31"])
def test_a_day_that_people_mean_is_taken(text: str) -> None:
    form = OneDay({"day": text})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date.fromisoformat(text)


def plain_days(source: str) -> list[int]:
    """Return the lines on which a form takes any day at all."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in ("DateField", "DateTimeField")
        and isinstance(node.value, ast.Name) and node.value.id == "forms"
    ]  # fmt: skip


def test_no_form_takes_a_day_of_any_year() -> None:
    files = [*ROOT.glob("anlin/*/forms.py"), *ROOT.glob("anlin/*/forms/*.py")]
    assert len(files) > 8
    assert {str(file): plain_days(file.read_text()) for file in files if
            plain_days(file.read_text())} == {}  # fmt: skip


def test_a_form_that_takes_any_day_is_noticed() -> None:
    assert plain_days("from django import forms\nclass F:\n    on = forms.DateField()") == [3]


class Refusing(forms.Form):
    """A form whose refusals are Django's own."""

    word = forms.CharField(min_length=3, max_length=4)
    number = forms.IntegerField(min_value=1, max_value=9)


@pytest.mark.parametrize(
    ("word", "number", "said"),
    [("", "", {"请填写这一项。"}),
     ("好", "x", {"至少写 3 个字，现在 1 个，请写得具体些。", "请填写整数。"}),
     ("很长很长很", "0", {"最多写 4 个字，现在 5 个，请写短些。", "不能小于 1，请核对。"}),
     ("很长很", "10", {"不能大于 9，请核对。"})],
)  # fmt: skip
def test_what_django_refuses_is_said_as_people_say_it(
    word: str, number: str, said: set[str]
) -> None:
    with override("zh-hans"):
        errors = Refusing({"word": word, "number": number}).errors
        assert {str(error) for listed in errors.values() for error in listed} == said
