"""What is decided about the ledger: moves, households that part or join, files, verdicts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.field.forms.ledger import (
    AtDoorForm,
    Choices,
    LedgerForm,
    day_field,
    door_field,
    why_field,
)
from anlin.people.queries import EVENT_WORDS
from anlin.people.rules import Event


class MoveForm(AtDoorForm):
    """What happened to where somebody lives."""

    what = forms.ChoiceField(
        label=_("What happened?"), choices=[], widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happened.")},
    )  # fmt: skip
    on = day_field(_("On which day"))
    door = forms.CharField(label=_("Door"), required=False, max_length=40)
    why = why_field()
    field_order = ("what", "on", "building", "door", "why")
    only_for_moves = ("building", "door")

    def __init__(self, data: Any = None, *, events: Sequence[Event], **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.fields["what"].choices = [(e.value, EVENT_WORDS[e]) for e in events]  # type: ignore[attr-defined]
        self.fields["building"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for the door of whoever moved to another one."""
        told = self.cleaned_data
        if told.get("what") == Event.HERE:
            for field in ("building", "door"):
                if not told.get(field):
                    self.add_error(field, _("Say where they live now."))
        return told


class SplitForm(LedgerForm):
    """Who of a household lives behind another door from a day on."""

    persons = forms.MultipleChoiceField(
        label=_("Who goes?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who goes.")},
    )  # fmt: skip
    door = door_field()
    label = forms.CharField(label=_("How neighbours call it"), required=False, max_length=40)
    on = day_field(_("From which day"))
    why = why_field()

    def __init__(self, data: Any = None, *, members: Choices, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        super().__init__(data, **kwargs)
        self.fields["persons"].choices = members  # type: ignore[attr-defined]


class MergeForm(AtDoorForm):
    """Which household everybody lives in from a day on."""

    door = door_field()
    on = day_field(_("From which day"))
    why = why_field()


class ImportForm(LedgerForm):
    """A file of rows."""

    file = forms.FileField(
        label=_("Spreadsheet, .xlsx or .csv"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty: choose the one you filled in."),
        },
    )


class UndoForm(LedgerForm):
    """Why an import is taken back."""

    why = why_field(required=True)


class VerdictForm(LedgerForm):
    """What somebody decides about two values or two entries."""

    verdict = forms.ChoiceField(
        label=_("What is right?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )  # fmt: skip
    why = why_field()

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        verdicts: Choices,
        reason: bool = False,
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["verdict"].choices = verdicts  # type: ignore[attr-defined]
        self.fields["why"].required = reason
