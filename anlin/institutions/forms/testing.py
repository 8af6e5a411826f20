"""What is entered about tests: a batch, results, a file."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from anlin.institutions.forms.house import Form, choices, moment_field
from anlin.institutions.queries import words
from anlin.institutions.queries.testing import Inside, Sampled

_ONE = {"required": _("Choose one.")}


class BatchForm(Form):
    """A batch: how it is tested, and who was not sampled for which reason."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    method = forms.ChoiceField(
        label=_("How"), choices=choices(words.METHOD_WORDS), widget=forms.RadioSelect,
        error_messages=_ONE,
    )  # fmt: skip
    laboratory = forms.CharField(label=_("Laboratory"), max_length=80, required=False)
    taken_at = moment_field(_("Taken"))

    def __init__(self, *args: object, people: list[Inside], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for each in people:
            self.fields[f"missing-{each.number}"] = forms.ChoiceField(
                label=f"{each.where} {each.name}", required=False,
                choices=[("", _("sampled")), *choices(words.MISSING_WORDS)],
            )  # fmt: skip

    @property
    def missing(self) -> dict[int, str]:
        """Return who was not sampled, and why."""
        return {
            int(name.removeprefix("missing-")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("missing-") and value
        }


class ResultsForm(Form):
    """Results by hand: one for each, and one for all others that wait."""

    others = forms.ChoiceField(
        label=_("All others that wait"),
        choices=[("", _("not known yet")), *choices(words.RESULT_WORDS)],
        required=False,
    )

    def __init__(self, *args: object, samples: list[Sampled], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._waiting = [each.sample.pk for each in samples if each.finding is None]
        for each in samples:
            if not each.sample.missing:
                self.fields[f"result-{each.sample.pk}"] = forms.ChoiceField(
                    label=f"{each.sample.code} {each.name}", required=False,
                    initial=each.finding.result if each.finding else "",
                    choices=[("", _("waits")), *choices(words.RESULT_WORDS)],
                )  # fmt: skip

    @property
    def results(self) -> dict[int, str]:
        """Return the result of each sample that has one now."""
        told = {
            int(name.removeprefix("result-")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("result-")
        }
        others = self.cleaned_data["others"]
        return {
            sample: value or others
            for sample, value in told.items()
            if value or (others and sample in self._waiting)
        }


class FileForm(Form):
    """A spreadsheet."""

    file = forms.FileField(
        label=_("Spreadsheet (.xlsx or .csv)"),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
