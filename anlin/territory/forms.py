"""What is typed to set up, close, split, join or recode a place."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlin.base.fields import DayField
from anlin.places.models import Place
from anlin.places.rules import Kind
from anlin.territory.queries import KIND_WORDS

MOST_NAMES = 50
_NAME = 60


class ChangeForm(forms.Form):
    """From which day, and why."""

    use_required_attribute = False

    on = DayField(label=_("From"), error_messages={"required": _("Enter the first day.")})
    reason = forms.CharField(
        label=_("Reason, such as the number of the decision"), min_length=2, max_length=300,
        error_messages={"required": _("Write why, so that those who come later understand it.")},
    )  # fmt: skip


class SetUpForm(ChangeForm):
    """Which kind of place, and the names of the new ones."""

    names = forms.CharField(
        label=_("Names, one a line"), widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter at least one name.")},
    )  # fmt: skip

    field_order = ("kind", "names", "on", "reason")

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        kinds: Sequence[Kind],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["kind"] = _kind_field(kinds)
        self.order_fields(self.field_order)

    def clean_names(self) -> list[str]:
        """Return the names, without empty lines."""
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_NAMES or any(len(line) > _NAME for line in found):
            raise forms.ValidationError(
                gettext("At most %(most)d names of at most %(long)d characters.")
                % {"most": MOST_NAMES, "long": _NAME}
            )
        return found


class SplitForm(ChangeForm):
    """The names of the new places, and which of them each place below goes to."""

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        parts: int,
        below: Sequence[Place],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.parts, self.below = parts, below
        for number in range(parts):
            self.fields[f"name{number}"] = forms.CharField(
                label=gettext("Name of new place %(number)d") % {"number": number + 1},
                max_length=_NAME, error_messages={"required": _("Enter a name.")},
            )  # fmt: skip
        to = [
            (number, gettext("To %(number)d") % {"number": number + 1}) for number in range(parts)
        ]
        for each in below:
            self.fields[f"to{each.code}"] = forms.TypedChoiceField(
                label=each.name, choices=to, coerce=int, widget=forms.RadioSelect,
                error_messages={"required": _("Choose where it goes.")},
            )  # fmt: skip
        self.order_fields([f"name{number}" for number in range(parts)])

    @property
    def names(self) -> list[str]:
        """Return the names of the new places."""
        return [str(self.cleaned_data[f"name{number}"]) for number in range(self.parts)]

    @property
    def shares(self) -> dict[str, int]:
        """Return which of the new places each one below goes to, from 0."""
        return {each.code: int(self.cleaned_data[f"to{each.code}"]) for each in self.below}

    def name_fields(self) -> list[forms.BoundField]:
        """Return the fields of the names."""
        return [self[f"name{number}"] for number in range(self.parts)]

    def share_fields(self) -> list[forms.BoundField]:
        """Return the choices for what lies below."""
        return [self[f"to{each.code}"] for each in self.below]


class MergeForm(ChangeForm):
    """With which others a place is joined, and the name of the new one."""

    name = forms.CharField(
        label=_("Name of the new place"), max_length=_NAME,
        error_messages={"required": _("Enter a name.")},
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        others: Sequence[Place],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["others"] = forms.MultipleChoiceField(
            label=_("Join with"), choices=[(each.code, each.name) for each in others],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )  # fmt: skip
        self.order_fields(("others", "name", "on", "reason"))


class RecodeForm(ChangeForm):
    """Another name, another kind, another place above."""

    name = forms.CharField(
        label=_("Name of the place"),
        max_length=_NAME,
        error_messages={"required": _("Enter a name.")},
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        kinds: Sequence[Kind],
        parents: Sequence[Place],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["kind"] = _kind_field(kinds)
        self.fields["above"] = forms.ChoiceField(
            label=_("Below"), choices=[(each.code, each.name) for each in parents],
            widget=forms.Select(attrs={"class": "form-select"}),
        )  # fmt: skip
        self.order_fields(("name", "kind", "above", "on", "reason"))


def _kind_field(kinds: Sequence[Kind]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Kind"), choices=[(kind.value, KIND_WORDS[kind]) for kind in kinds], coerce=Kind,
        widget=forms.RadioSelect, error_messages={"required": _("Choose a kind.")},
    )  # fmt: skip
