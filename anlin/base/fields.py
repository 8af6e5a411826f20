"""Fields that every room's forms share."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)  # days that people and orders can mean
_BEYOND = _("Enter a day from 1900 to 2199.")
DJANGOS = (  # what Django's own fields say; our catalogue says it as people do
    gettext_noop("This field is required."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_noop("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_noop(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d)."
    ),
    gettext_noop(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d)."
    ),
)


class DayField(forms.DateField):
    """A day, picked or typed, of a year that people and orders can mean."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        kwargs.setdefault("widget", forms.DateInput(
            attrs={"type": "date", "min": FIRST.isoformat(), "max": LAST.isoformat()},
            format="%Y-%m-%d",
        ))  # fmt: skip
        super().__init__(**kwargs)
        self.validators += [MinValueValidator(FIRST, _BEYOND), MaxValueValidator(LAST, _BEYOND)]


class TelephoneField(forms.CharField):
    """A telephone number as somebody tells it; a telephone offers its keys for numbers."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        usual: dict[str, Any] = {
            "label": _("Telephone"),
            "max_length": 20,
            "required": False,
            "widget": widget,
        }
        super().__init__(**usual | kwargs)


class MomentField(forms.DateTimeField):
    """A moment, picked or typed, of a year that people can mean."""

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        """Return the moment, with the zone of China where none is given."""
        moment: datetime | None = super().to_python(value)
        if moment is not None and not FIRST.year <= moment.year <= LAST.year:
            raise forms.ValidationError(_BEYOND)
        return moment
