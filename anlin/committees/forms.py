"""What is entered about a day: numbers confirmed or corrected, what is urgent, answers."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.base import clock
from anlin.base.fields import DayField, MomentField
from anlin.base.words import said
from anlin.committees.queries import MATTERS, Asked
from anlin.committees.rules import Line

_MOST = 100_000
_WHY = _("Write why, so that the level above understands it.")


class ReportForm(forms.Form):
    """Each line as it is recorded; a number is changed with a reason, and none is left empty."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = forms.CharField(label=_("Why is it corrected?"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, asked: Sequence[Asked], after: int) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data)
        self.asked = asked
        self.initial.update(client_id=uuid4(), after=after)
        for line in asked:
            now = line.said.said if line.said else line.known
            self.fields[f"known-{line.name}"] = forms.IntegerField(widget=forms.HiddenInput)
            self.fields[f"said-{line.name}"] = forms.IntegerField(
                label=said(line.figure, "title"), min_value=0, max_value=_MOST, required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip
            self.fields[f"why-{line.name}"] = forms.CharField(
                label=_("Why does it differ?"), required=False, max_length=200
            )
            self.initial[f"known-{line.name}"] = line.known
            self.initial[f"said-{line.name}"] = line.known if line.behind else now
            self.initial[f"why-{line.name}"] = line.said.why if line.said else ""

    def rows(self) -> list[tuple[Asked, Any, Any, Any]]:
        """Return each line with its three fields."""
        return [
            (line, self[f"known-{line.name}"], self[f"said-{line.name}"], self[f"why-{line.name}"])
            for line in self.asked
        ]

    @property
    def lines(self) -> dict[str, Line | None]:
        """Return what each line says; an empty one is None."""
        told = self.cleaned_data
        return {
            line.name: None
            if told[f"said-{line.name}"] is None
            else Line(
                told[f"known-{line.name}"], told[f"said-{line.name}"], told[f"why-{line.name}"]
            )
            for line in self.asked
        }

    def say(self, field: str, sentence: str) -> None:
        """Put what is wrong beside the line it is about, or above all of them."""
        if field == "reason":
            self.add_error("reason", sentence)
        elif f"said-{field}" in self.fields:
            self.add_error(f"said-{field}", sentence)
        else:
            self.add_error(None, sentence)


class UrgentForm(forms.Form):
    """What cannot wait, in one or two sentences."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    matter = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[(matter.value, word) for matter, word in MATTERS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap what it is about.")},
    )
    text = forms.CharField(
        label=_("What happened, and what is needed?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names and no identity numbers: whoever may see them opens the person."),
        error_messages={"required": _("Write one or two sentences.")},
    )
    earlier = MomentField(
        label=_("It happened earlier, at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data)
        self.initial["client_id"] = uuid4()

    def clean_earlier(self) -> Any:  # noqa: ANN401 - as Django's own
        """Refuse a moment that has not come yet."""
        earlier = self.cleaned_data["earlier"]
        if earlier is not None and earlier > clock.now():
            raise forms.ValidationError(
                _("That moment has not come yet. Enter when it really happened, or leave it empty.")
            )
        return earlier


class ReadForm(forms.Form):
    """What is done about an urgent report; it may be left empty."""

    use_required_attribute = False
    said = forms.CharField(label=_("What is done about it?"), required=False, max_length=300)


class AnswerForm(forms.Form):
    """Why a zero is right, or what the level above makes of it."""

    use_required_attribute = False
    said = forms.CharField(
        label=_("In one or two sentences"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": _WHY},
    )  # fmt: skip


class ChargeForm(forms.Form):
    """Who answers from which day on, and how they are reached."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    charge = forms.ChoiceField(label=_("What for?"), choices=[])
    name = forms.CharField(label=_("Name"), max_length=64)
    post = forms.CharField(label=_("What they are otherwise"), max_length=64, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=24, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    since = DayField(label=_("From which day"))

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        charges: Sequence[tuple[str, object]],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["charge"].choices = charges  # type: ignore[attr-defined]
        self.initial.setdefault("client_id", uuid4())
        self.initial.setdefault("since", clock.today().isoformat())


class CoverForm(forms.Form):
    """Who stands in while the holder is away, and how they agreed."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Who stands in?"), max_length=64)
    post = forms.CharField(label=_("What they are otherwise"), max_length=64, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=24, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    since = DayField(label=_("From which day"))
    last = DayField(label=_("Last day"))
    agreed = forms.CharField(
        label=_("How did they agree?"), max_length=200,
        help_text=_("Such as: by telephone, this morning. Nobody stands in without having agreed."),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data)
        self.initial.setdefault("client_id", uuid4())
        self.initial.setdefault("since", clock.today().isoformat())


class EndChargeForm(forms.Form):
    """From which day somebody answers no longer, and why."""

    use_required_attribute = False

    on = DayField(label=_("From which day no longer"))
    why = forms.CharField(label=_("Why?"), max_length=200)
