"""What a place asks of one measure itself: the whole demand, beginning from what holds now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anlin.base.fields import DayField
from anlin.base.problems import Problem
from anlin.base.words import spoken
from anlin.policy.forms.adopting import REASON
from anlin.policy.pack import demand
from anlin.policy.rules import PARAMETERS, Term, amount

_LENGTHS = {"grace": "lapses_after", "spacing": "spacing", "within": "within"}
_UNITS = {"D": (86400, _("days")), "H": (3600, _("hours")), "M": (60, _("minutes"))}
_PERIODS = {
    "P1D": _("every day"),
    "P2D": _("every 2 days"),
    "P3D": _("every 3 days"),
    "P1W": _("every week"),
    "P14D": _("every 14 days"),
}
_MOST_SLOTS = 3
_WHOLE_DAY = [{"opens": "00:00", "closes": "24:00"}]
_LEAST = {"needs": _("How many times?"), "lasts": _("For how many days?")}


@dataclass(frozen=True, slots=True)
class Part:
    """One parameter on the form: its fields, and what is asked now."""

    name: str
    title: str
    now: str
    fields: list[BoundField]

    @property
    def errors(self) -> list[str]:
        """Return what is wrong with any of its fields."""
        return [str(error) for field in self.fields for error in field.errors]


class TightenForm(forms.Form):
    """The values of one measure, the clause that says them, and the order that holds it."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        now: Term,
        parameters: Sequence[str],
        grants: Sequence[tuple[str, str]] = (),
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **kwargs)
        self.now = now
        self.parameters = [name for name in PARAMETERS if name in parameters]
        for name in self.parameters:
            self.fields |= _fields_of(name, now)
        if grants:
            self.fields["grant"] = forms.ChoiceField(
                label=_("Clause that lets this place ask for less"),
                help_text=_("Only needed where you ask for less than the order above."),
                choices=[("", _("none: this place only tightens")), *grants],
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        self.fields |= _text_fields()

    def parts(self) -> list[Part]:
        """Return the parameters as the page shows them."""
        return [
            Part(
                name,
                spoken(*PARAMETERS[name]),
                spoken(*amount(name, getattr(self.now, name))),
                [self[field] for field in _fields_of(name, self.now)],
            )
            for name in self.parameters
        ]

    def blame(self, problem: Problem, language: str) -> None:
        """Put a problem beside the field it is about."""
        names = (problem.field, f"{problem.field}_1", f"{problem.field}_opens_1")
        field = next((name for name in names if name in self.fields), None)
        least = problem.details.get("least_zh" if language.startswith("zh") else "least_en")
        if field is None or least is None:
            self.add_error(field, problem.say(language))
            return
        said = {"clause": problem.details["outer_clause"], "least": least}
        self.add_error(field, gettext("Clause %(clause)s says %(least)s.") % said)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, and times of day that cross."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = told.get("since"), told.get("until")
        if since and until and until <= since:
            self.add_error("until", _("The end must lie after the first day."))
        if told.get("every", "P1D") == "P1D" and "slots" in self.parameters:
            self._clean_slots(told)
        return told

    def _clean_slots(self, told: dict[str, Any]) -> None:
        before = -1
        for number in range(1, _MOST_SLOTS + 1):
            opens, closes = told.get(f"slots_opens_{number}"), told.get(f"slots_closes_{number}")
            if opens is None and closes is None:
                continue
            if opens is None or closes is None:
                self.add_error(f"slots_opens_{number}", _("Enter both ends of this time of day."))
                return
            start = opens.hour * 60 + opens.minute
            end = closes.hour * 60 + closes.minute or 24 * 60
            if start >= end or start < before:
                self.add_error(
                    f"slots_opens_{number}",
                    _("Each time of day ends after it begins, and before the next one begins."),
                )
                return
            before = end

    def term(self) -> dict[str, object]:
        """Return the whole demand as packs write it: what holds now, changed by what was told."""
        told = self.cleaned_data
        said = demand(self.now)
        for name in ("needs", "lasts", "every"):
            if name in self.parameters and told[name]:
                said[name] = told[name]
        for name, written in _LENGTHS.items():
            if name in self.parameters and told[name] is not None:
                said[written] = f"P{'' if told[f'{name}_unit'] == 'D' else 'T'}" + (
                    f"{told[name]}{told[f'{name}_unit']}"
                )
        if "every" in said:
            _set_slots(said, demand(self.now).get("every"), self._slots())
        if told.get("grant"):
            said["grant"] = told["grant"]
        return said

    def _slots(self) -> list[dict[str, str]]:
        told = self.cleaned_data
        pairs = [
            (told.get(f"slots_opens_{number}"), told.get(f"slots_closes_{number}"))
            for number in range(1, _MOST_SLOTS + 1)
        ]
        return [
            {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}".replace("00:00", "24:00")}
            for opens, closes in pairs
            if opens is not None and closes is not None
        ]


def _set_slots(said: dict[str, object], before: object, slots: list[dict[str, str]]) -> None:
    """Give a demand the windows of its period; a new period is open as a whole."""
    if said["every"] == "none":
        for name in ("slots", "lapses_after", "lasts"):
            said.pop(name, None)
    elif said["every"] == "P1D" and slots:
        said["slots"] = slots
    elif said["every"] != before or said["every"] == "P1D":
        said.pop("slots", None)


def initial_of(term: Term) -> dict[str, object]:
    """Return what the form shows for a term."""
    said = demand(term)
    found: dict[str, object] = {name: said.get(name) for name in ("needs", "every", "lasts")}
    for name in _LENGTHS:
        number, unit = _length(getattr(term, name) or timedelta())
        found |= {name: number, f"{name}_unit": unit}
    slots = said.get("slots")
    if isinstance(slots, list) and term.every == 1 and slots != _WHOLE_DAY:
        for number, slot in enumerate(slots, 1):
            closes = slot["closes"].replace("24:00", "00:00")
            found |= {f"slots_opens_{number}": slot["opens"], f"slots_closes_{number}": closes}
    return found | {"grant": term.grant}


def _length(value: timedelta) -> tuple[int, str]:
    seconds = int(value.total_seconds())
    unit = next((u for u, (size, _word) in _UNITS.items() if seconds and seconds % size == 0), "H")
    return seconds // _UNITS[unit][0], unit


def _fields_of(name: str, now: Term) -> dict[str, forms.Field]:
    number = {"class": "form-control", "inputmode": "numeric"}
    if name in _LEAST:
        return {
            name: forms.IntegerField(
                label=_LEAST[name],
                min_value=1,
                max_value=999,
                required=name == "needs",
                widget=forms.NumberInput(attrs=number),
                error_messages={"required": _("Enter a whole number, such as 2.")},
            )
        }
    if name == "every":
        return {name: _every(now)}
    if name == "slots":
        return _slot_fields()
    unit = forms.ChoiceField(
        label=_("unit"),
        choices=[(key, word) for key, (_size, word) in _UNITS.items()],
        widget=forms.Select(attrs={"class": "form-select", "aria-label": _("unit")}),
    )
    length = forms.IntegerField(
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs=number),
        error_messages={"required": _("Enter a whole number, such as 2.")},
    )
    return {name: length, f"{name}_unit": unit}


def _every(now: Term) -> forms.ChoiceField:
    present = str(demand(now).get("every", "none"))
    choices: dict[str, Any] = dict(_PERIODS)
    if present not in choices:
        choices[present] = spoken(*amount("every", now.every))
    return forms.ChoiceField(
        label=_("How often?"),
        choices=list(choices.items()),
        widget=forms.Select(attrs={"class": "form-select"}),
    )


def _slot_fields() -> dict[str, forms.Field]:
    def one(word: Any) -> forms.TimeField:  # noqa: ANN401 - a lazy text
        attrs = {"type": "time", "class": "form-control", "aria-label": word}
        return forms.TimeField(required=False, widget=forms.TimeInput(attrs=attrs, format="%H:%M"))

    return {
        f"slots_{edge}_{number}": one(word)
        for number in range(1, _MOST_SLOTS + 1)
        for edge, word in (("opens", _("from")), ("closes", _("until")))
    }


def _text_fields() -> dict[str, forms.Field]:
    area = forms.Textarea(attrs={"rows": 3, "class": "form-control"})
    needed = {"required": _("Write in one sentence what is asked.")}
    return {
        "since": DayField(
            label=_("In force from"),
            error_messages={"required": _("Enter the first day on which it holds.")},
        ),
        "until": DayField(
            label=pgettext_lazy("end of an order", "Until"),
            help_text=_("The first day on which it no longer holds; may be left empty."),
            required=False,
        ),
        "zh": forms.CharField(
            label=_("The clause, in one sentence"),
            max_length=600,
            widget=area,
            error_messages=needed,
        ),
        "title_zh": forms.CharField(
            label=_("Title of the order"),
            max_length=200,
            error_messages={"required": _("Give the order a title.")},
        ),
        "official": forms.CharField(
            label=_("Number of the document, if it has one"), max_length=80, required=False
        ),
        "reason": forms.CharField(
            label=_("Reason"), min_length=4, max_length=300, error_messages={"required": REASON}
        ),
        "en": forms.CharField(
            label=_("The clause in English"), max_length=600, required=False, widget=area
        ),
        "title_en": forms.CharField(
            label=_("The title in English"), max_length=200, required=False
        ),
    }


def first_days(today: date) -> dict[str, object]:
    """Return the days that a new order begins with: from tomorrow on."""
    return {"since": today + timedelta(days=1), "until": None}
