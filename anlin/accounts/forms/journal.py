"""What an auditor asks the journal."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base.days import start_of
from anlin.base.fields import DayField


class ReadingForm(forms.Form):
    """From which day to which, what was done, by whom and where; whatever is empty is all."""

    use_required_attribute = False

    since = DayField(label=_("From"), required=False)
    last = DayField(
        label=_("To (last day)"),
        required=False,
    )
    verb = forms.ChoiceField(
        label=_("What was done"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    actor = forms.CharField(
        label=_("By whom"), required=False, max_length=64, help_text=_("Name or user name")
    )
    where = forms.CharField(
        label=_("Where"), required=False, max_length=64, help_text=_("Name or code of a place")
    )
    subject = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        verbs: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        found = cast("forms.ChoiceField", self.fields["verb"])
        found.choices = [("", _("Everything")), *verbs]

    def clean(self) -> dict[str, Any]:
        """Return what was asked, if its days are in order."""
        told = self.cleaned_data
        since, last = told.get("since"), told.get("last")
        if since and last and last < since:
            self.add_error("last", _("The last day lies before the first one. Change one of them."))
        return told

    def until(self) -> datetime | None:
        """Return the first moment after the last day, if there is one."""
        last: date | None = self.cleaned_data["last"]
        return start_of(last + timedelta(days=1)) if last else None
