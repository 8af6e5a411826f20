"""What is entered about cases, contacts, opening and closing, visitors."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlin.areas.queries import SOURCE_WORDS as INFECTED_WORDS
from anlin.base.days import ZONE
from anlin.base.fields import DayField, MomentField, TelephoneField
from anlin.institutions.rules.regime import Regime, Way
from anlin.outbreaks.queries.words import CLOSING_WORDS, REGIME_WORDS, WAY_WORDS, WHAT_WORDS

_DAY = {"required": _("Enter the day.")}


def _when() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Form(forms.Form):
    """What our own sentences say is missing, and not the browser's."""

    use_required_attribute = False


class CaseForm(Form):
    """Who is suspected, since when, and who answers for the steps."""

    who = forms.ChoiceField(
        label=_("Who is suspected"),
        error_messages={"required": _("Choose a resident or a worker.")},
    )
    detected_at = MomentField(
        label=_("Detected at"), widget=_when(), error_messages={"required": _("Enter the time.")}
    )
    onset_on = DayField(label=_("Day of the first symptom, if known"), required=False)
    why = forms.CharField(
        label=_("What was seen"),
        max_length=200,
        error_messages={"required": _("Say what was seen, such as: fever 38.6, antigen positive.")},
    )
    owner = forms.CharField(
        label=_("Who answers for the steps"),
        max_length=40,
        help_text=_("By name; each step can be given to somebody else later."),
        error_messages={"required": _("Name the person who answers for the steps.")},
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        residents: list[tuple[int, str]],
        staff: list[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            (_("Residents"), [(f"person-{key}", word) for key, word in residents]),
            (pgettext_lazy("institution", "Staff"), [(f"post-{key}", word) for key, word in staff]),
        ]


class StepForm(Form):
    """When a step was done, and to whom or where."""

    done_at = MomentField(label=_("Done at"), widget=_when(), required=False)
    said = forms.CharField(
        max_length=200, error_messages={"required": _("Say to whom or where: it is written down.")}
    )


class ContactForm(Form):
    """A contact whom no register knows."""

    visitor = forms.CharField(
        label=_("Name and telephone"),
        max_length=80,
        error_messages={"required": _("Say who it is.")},
    )
    why = forms.CharField(
        label=_("How they were near"),
        max_length=200,
        error_messages={"required": _("Say how they were near.")},
    )
    last_at = MomentField(label=_("Last time"), widget=_when())


class ConfirmForm(Form):
    """A case was confirmed: on which day, and infected where."""

    on = DayField(label=_("Confirmed on"), error_messages=_DAY)
    infected = forms.ChoiceField(
        label=_("Where from"),
        widget=forms.RadioSelect,
        choices=[(each.value, word) for each, word in INFECTED_WORDS.items()],
        error_messages={"required": _("Choose one.")},
    )


class CloseForm(Form):
    """How a case ended."""

    closing = forms.ChoiceField(
        label=_("How did it end?"),
        widget=forms.RadioSelect,
        choices=[(each.value, word) for each, word in CLOSING_WORDS.items()],
        error_messages={"required": _("Choose one.")},
    )


class ProposalForm(Form):
    """To open or to close, from when on, and why."""

    regime = forms.ChoiceField(
        label=_("What is proposed?"),
        widget=forms.RadioSelect,
        choices=[(each.value, word) for each, word in REGIME_WORDS.items()],
        error_messages={"required": _("Choose one.")},
    )
    since = MomentField(label=_("From"), widget=_when())
    review_on = DayField(label=_("Looked at anew on"), error_messages=_DAY)
    clause = forms.CharField(
        label=_("By which clause"),
        max_length=20,
        error_messages={"required": _("Name the clause, such as B-1.1.")},
    )
    why = forms.CharField(
        label=_("Why"), max_length=300, error_messages={"required": _("Say why.")}
    )


class HardshipForm(Form):
    """An exception while the institution is closed."""

    way = forms.ChoiceField(
        label=_("What is it for?"), choices=[(each.value, word) for each, word in WAY_WORDS.items()]
    )
    who = forms.CharField(
        label=_("For whom"), max_length=80, error_messages={"required": _("Say for whom.")}
    )
    why = forms.CharField(
        label=_("Why"), max_length=200, error_messages={"required": _("Say why.")}
    )
    since = DayField(label=_("From"), error_messages=_DAY)
    until = DayField(label=_("Until, no longer including"), error_messages=_DAY)


class VisitForm(Form):
    """A visitor at the door."""

    person = forms.TypedChoiceField(
        label=_("Whom they visit"),
        coerce=int,
        error_messages={"required": _("Choose the resident.")},
    )
    name = forms.CharField(
        label=_("Name"), max_length=50, error_messages={"required": _("Ask for the name.")}
    )
    phone = TelephoneField()
    temperature = forms.DecimalField(
        label=_("Temperature, °C"), min_value=34, max_value=43, max_digits=3, decimal_places=1,
        required=False,
        error_messages={
            "min_value": _("A living person has between 34 and 43 °C: read the thermometer again."),
            "max_value": _("A living person has between 34 and 43 °C: read the thermometer again."),
        },
    )  # fmt: skip
    tested_at = MomentField(label=_("Time of the negative test"), widget=_when(), required=False)
    hardship = forms.TypedChoiceField(
        label=_("Under which exception"), coerce=int, required=False, empty_value=None
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        residents: list[tuple[int, str]],
        exceptions: list[tuple[int, str]],
    ) -> None:
        super().__init__(data)
        self.fields["person"].choices = [("", "—"), *residents]  # type: ignore[attr-defined]
        self.fields["hardship"].choices = [("", "—"), *exceptions]  # type: ignore[attr-defined]


class PermitForm(Form):
    """What somebody wants to do in an institution."""

    what = forms.ChoiceField(
        label=_("What is it?"), choices=[(each.value, word) for each, word in WHAT_WORDS.items()]
    )
    words = forms.CharField(
        label=_("In a few words"),
        max_length=200,
        error_messages={"required": _("Say what is meant.")},
    )


class ShelterForm(Form):
    """A temporary shelter."""

    name = forms.CharField(
        label=_("Where the shelter is"), max_length=80,
        error_messages={"required": _("Say where it is.")},
    )  # fmt: skip
    beds = forms.IntegerField(label=_("For how many people"), min_value=1, max_value=5000)


class GuardianForm(Form):
    """Who is guardian of a child."""

    person = forms.TypedChoiceField(
        label=_("Which child"), coerce=int, error_messages={"required": _("Choose the child.")}
    )
    name = forms.CharField(
        label=_("Guardian"), max_length=60,
        error_messages={"required": _("Name the guardian, or the body that stands in.")},
    )  # fmt: skip
    relation = forms.CharField(
        label=_("What they are to the child"), max_length=40,
        error_messages={"required": _("Say what they are to the child.")},
    )  # fmt: skip
    phone = TelephoneField()
    since = DayField(label=_("From"), error_messages=_DAY)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django's own
        *,
        children: list[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 - as Django's own
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["person"].choices = [("", "—"), *children]  # type: ignore[attr-defined]


class RemainsForm(Form):
    """Remains that are taken over."""

    name = forms.CharField(
        label=_("Name of the dead"),
        max_length=50,
        error_messages={"required": _("Enter the name.")},
    )
    patient = forms.BooleanField(label=_("A patient of the disease, or suspected"), required=False)
    paper = forms.CharField(
        label=_("Death certificate: number and issuer"), max_length=80,
        error_messages={"required": _("Enter the number: nobody is taken over without it.")},
    )  # fmt: skip
    family = forms.CharField(
        label=_("Who of the family was told, and how"), max_length=120, required=False
    )
    came_at = MomentField(label=_("Taken over at"), widget=_when())


def early(at: datetime) -> dict[str, object]:
    """Return what stands in the fields of a proposal first: from now on, looked at in a week."""
    now = at.astimezone(ZONE).replace(second=0, microsecond=0)
    return {"since": now, "review_on": now.date() + timedelta(days=7), "regime": Regime.CLOSED,
            "way": Way.VISIT}  # fmt: skip
