"""Who is under home observation here, which day it is, and by which order it ends when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base.days import local_day
from anlin.cases.models import Observation
from anlin.cases.rules import POPULATION, Ending, Reason, day_number, ruling_at
from anlin.policy.queries import adoptions_at, measures, values
from anlin.policy.rules import Adoption, Ruling, rulings

MOST = 200
REASON_WORDS = {
    Reason.RETURNED: _("back from an epidemic area"),
    Reason.CONTACT: _("contact of a case"),
    Reason.FAMILY: _("family of a case"),
    Reason.OTHER: _("other reason"),
}
ENDING_WORDS = {
    Ending.HOSPITAL: _("taken to hospital"),
    Ending.MOVED: _("moved elsewhere"),
    Ending.MISTAKE: _("opened by mistake"),
    Ending.RENEWED: _("counted anew from a later event"),
    Ending.OTHER: _("other reason"),
}


@dataclass(frozen=True, slots=True)
class Observed:
    """An observation as it stands on a day under the law then in force at its place."""

    observation: Observation
    day: int
    ruling: Ruling | None

    @property
    def lasts(self) -> int | None:
        """Return for how many days the law asks, or None if it names no end."""
        return self.ruling.term.lasts if self.ruling else None

    @property
    def last_day(self) -> date | None:
        """Return the last day, or None if the law names none."""
        if self.lasts is None:
            return None
        return self.observation.begun_on + timedelta(days=self.lasts)

    @property
    def over(self) -> bool:
        """Tell whether all its days have passed."""
        return self.lasts is not None and self.day > self.lasts

    @property
    def reason(self) -> str:
        """Return what happened on day 0, in words."""
        return str(REASON_WORDS[Reason(self.observation.reason)])


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


def observations_of(viewer: Viewer, persons: Collection[int], at: datetime) -> dict[int, Observed]:
    """Return the running observation of each of `persons` whom the viewer may see, by person."""
    found = _running(viewer).filter(person__in=persons)
    return {each.observation.person_id: each for each in _seen(viewer, found, at) if not each.over}


def all_of(viewer: Viewer, person: int) -> list[Observation]:
    """Return every observation of a person that the viewer may see, also those that are over."""
    return list(within(viewer, Observation.objects.filter(person=person)).order_by("opened_at"))


def observations(viewer: Viewer, at: datetime) -> list[Observed]:
    """Return who is under observation in the viewer's place, the nearest to the end first.

    Shapes: at most `MOST`; each with its person and household.
    """
    found = _running(viewer).select_related("person__household").order_by("begun_on", "place")
    seen = [each for each in _seen(viewer, found, at) if not each.over]
    return sorted(seen, key=_by_end)[:MOST]


def _by_end(observed: Observed) -> tuple[date, int, int]:
    last, kept = observed.last_day or date.max, observed.observation
    return last, kept.place, kept.person_id


def _running(viewer: Viewer) -> QuerySet[Observation]:
    return within(viewer, Observation.objects.filter(ended_at=None))


def _seen(viewer: Viewer, found: Iterable[Observation], at: datetime) -> list[Observed]:
    day, kept = local_day(at), list(found)
    law = lasting(viewer.lo, viewer.hi) if kept else []
    return [
        Observed(each, day_number(each.begun_on, day), ruling_at(law, each.place, day))
        for each in kept
    ]
