"""Fields that every room's forms share."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)  # days that people and orders can mean
_BEYOND = _("Enter a day from 1900 to 2199.")


class DayField(forms.DateField):
    """A day, picked or typed, of a year that people and orders can mean."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        kwargs.setdefault("widget", forms.DateInput(
            attrs={"type": "date", "min": FIRST.isoformat(), "max": LAST.isoformat()},
            format="%Y-%m-%d",
        ))  # fmt: skip
        super().__init__(**kwargs)
        self.validators += [MinValueValidator(FIRST, _BEYOND), MaxValueValidator(LAST, _BEYOND)]


class MomentField(forms.DateTimeField):
    """A moment, picked or typed, of a year that people can mean."""

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        """Return the moment, with the zone of China where none is given."""
        moment: datetime | None = super().to_python(value)
        if moment is not None and not FIRST.year <= moment.year <= LAST.year:
            raise forms.ValidationError(_BEYOND)
        return moment
