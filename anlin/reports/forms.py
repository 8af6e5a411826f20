"""What a leader enters about a lapse, and what is entered to hand work over."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base.days import start_of
from anlin.base.fields import DayField

_WHY = _("Write why, so that those who come later understand it.")


class ReasonForm(forms.Form):
    """Why something is done; kept with who did it and when."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"), min_length=4, max_length=300, error_messages={"required": _WHY}
    )


class NoteForm(forms.Form):
    """What is done about a lapse; it may stay empty."""

    use_required_attribute = False

    note = forms.CharField(label=_("What is done about it?"), required=False, max_length=300)


class ReliefForm(ReasonForm):
    """Why somebody with authority lets a lapse go: it is forgiven, or it was not owed."""

    kind = forms.ChoiceField(
        label=_("What holds?"),
        choices=[("excused", _("Owed, but excused")), ("exempt", _("Not owed this time"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )


class HandoverForm(forms.Form):
    """Who is asked to stand in, from which day to which, and why."""

    use_required_attribute = False

    since = DayField(
        label=_("From"),
        error_messages={"required": _("Enter the first day.")},
    )
    last = DayField(
        label=_("To (last day)"),
        error_messages={"required": _("Enter the last day.")},
    )
    reason = forms.CharField(
        label=_("Reason"), min_length=2, max_length=300, error_messages={"required": _WHY}
    )

    def __init__(self, data: Any = None, *, near: Iterable[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.fields["taker"] = forms.TypedChoiceField(
            label=_("Who stands in?"),
            choices=list(near),
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose who is to stand in.")},
        )

    def times(self, at: datetime) -> tuple[datetime, datetime]:
        """Return from when until when: at once if it begins today, to the end of the last day."""
        first: date = self.cleaned_data["since"]
        last: date = self.cleaned_data["last"]
        return max(start_of(first), at), start_of(last + timedelta(days=1))
