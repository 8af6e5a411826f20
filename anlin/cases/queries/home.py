"""Who is at home for the epidemic's sake, which day it is, and by which order it ends when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.cases.models import Observation
from anlin.cases.rules import (
    POPULATION,
    Ending,
    Kind,
    Reason,
    day_number,
    last_day,
    ruling_at,
)
from anlin.policy.queries import adoptions_at, measures, values
from anlin.policy.rules import Adoption, DayZero, Ruling, rulings

MOST = 200
KIND_WORDS = {
    Kind.OBSERVATION: _("Home observation"),
    Kind.TREATMENT: _("Treatment at home"),
    Kind.FOLLOW_UP: _("Follow-up"),
}
REASON_WORDS = {
    Reason.RETURNED: _("back from an epidemic area"),
    Reason.CONTACT: _("contact of a case"),
    Reason.FAMILY: _("family of a case"),
    Reason.OTHER: _("other reason"),
    Reason.CASE: _("infected, treated at home"),
    Reason.RECOVERED: _("recovered"),
    Reason.CLEARED: _("no longer suspected"),
}
ENDING_WORDS = {
    Ending.HOSPITAL: _("taken to hospital"),
    Ending.DIED: _("died"),
    Ending.MOVED: _("moved elsewhere"),
    Ending.CLAUSE: _("as an order allows"),
    Ending.MISTAKE: _("opened by mistake"),
    Ending.RECOVERED: _("recovered"),
    Ending.RENEWED: _("counted anew from a later event"),
    Ending.COMPLETED: _("all days passed"),
}


@dataclass(frozen=True, slots=True)
class Observed:
    """What somebody is at home for, as it stands on a day under the law then in force there."""

    observation: Observation
    on: date
    ruling: Ruling | None
    extended: int = 0

    @property
    def kind(self) -> Kind:
        """Return what it is: observation, treatment or follow-up."""
        return Kind(self.observation.kind)

    @property
    def watched(self) -> bool:
        """Tell whether readings are taken."""
        return self.kind is not Kind.FOLLOW_UP

    @property
    def released_with_paper(self) -> bool:
        """Tell whether it ends by release and certificate."""
        return self.kind is Kind.OBSERVATION

    @property
    def day(self) -> int:
        """Return which day it is, as the law counts."""
        rule = self.ruling.term.day0_rule if self.ruling else DayZero.EVENT
        return day_number(self.observation.begun_on, self.on, rule)

    @property
    def lasts(self) -> int | None:
        """Return the number of the last day, or None if the law names no end."""
        if self.ruling is None or self.ruling.term.lasts is None:
            return None
        return self.ruling.term.lasts + self.extended

    @property
    def last_day(self) -> date | None:
        """Return the last day, or None if the law names none."""
        term = self.ruling.term if self.ruling else None
        return last_day(self.observation.begun_on, term, self.extended)

    @property
    def over(self) -> bool:
        """Tell whether all its days have passed."""
        return self.last_day is not None and self.on > self.last_day

    @property
    def reason(self) -> str:
        """Return what happened on the day of the event, in words."""
        return str(REASON_WORDS[Reason(self.observation.reason)])

    @property
    def word(self) -> str:
        """Return what it is, in words."""
        return str(KIND_WORDS[self.kind])


def lasting(lo: int, hi: int) -> list[Ruling]:
    """Return what the law says about home observation, at any time, to places in [lo, hi)."""
    asked = [each for each in measures().values() if each.population == POPULATION]
    codes = {each.code for each in asked}
    local = [each for each in values() if each.measure in codes]
    adopted = [
        Adoption(each.pack.name, each.place, each.since, each.until)
        for each in adoptions_at(lo, hi)
    ]
    return rulings(asked, local, adopted)


def observed_now(kept: Observation, at: datetime) -> Observed:
    """Return an observation as it stands at `at`."""
    (seen,) = _seen(_counted(Observation.objects.filter(pk=kept.pk)), at)
    return seen


def observations_of(viewer: Viewer, persons: Collection[int], at: datetime) -> dict[int, Observed]:
    """Return the running observation of each of `persons` whom the viewer may see, by person."""
    found = _running(viewer).filter(person__in=persons)
    return {each.observation.person_id: each for each in _seen(found, at) if not each.over}


def case_of(viewer: Viewer, person: int, at: datetime) -> Observed | None:
    """Return what a person is at home for, also where its days have passed and nobody let go."""
    return next(iter(_seen(_running(viewer).filter(person=person), at)), None)


def all_of(viewer: Viewer, person: int) -> list[Observation]:
    """Return every observation of a person that the viewer may see, also those that are over."""
    return list(within(viewer, Observation.objects.filter(person=person)).order_by("opened_at"))


def observations(viewer: Viewer, at: datetime) -> list[Observed]:
    """Return who is at home in the viewer's place, the nearest to the end first.

    Whose days have passed stand before all others until somebody lets them go.
    Shapes: at most `MOST`; each with its person and household.
    """
    found = _running(viewer).select_related("person__household").order_by("begun_on", "place")
    return sorted(_seen(found, at), key=_by_end)[:MOST]


def _by_end(observed: Observed) -> tuple[date, int, int]:
    last, kept = observed.last_day or date.max, observed.observation
    return last, kept.place, kept.person_id


def _running(viewer: Viewer) -> QuerySet[Observation]:
    return _counted(within(viewer, Observation.objects.filter(ended_at=None)))


def _counted(found: QuerySet[Observation]) -> QuerySet[Observation]:
    return found.annotate(extended=Coalesce(Sum("extension__days"), 0))


def _seen(found: Iterable[Observation], at: datetime) -> list[Observed]:
    day, kept = local_day(at), list(found)
    watched = [each.place for each in kept if each.kind == Kind.OBSERVATION]
    law = lasting(min(watched), max(watched) + 1) if watched else []
    return [
        Observed(
            each,
            day,
            ruling_at(law, each.place, day) if each.kind == Kind.OBSERVATION else None,
            getattr(each, "extended", 0),
        )
        for each in kept
    ]
