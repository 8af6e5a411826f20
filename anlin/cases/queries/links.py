"""What a resident's own link opens: one page about one person."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base import scope, seal
from anlin.base.days import local_day, start_of
from anlin.cases.models import Clinic, Link, Observation
from anlin.cases.queries.help import clinic_of
from anlin.cases.queries.home import Observed, observed_now
from anlin.cases.queries.readings import asks_spo2
from anlin.cases.rules import LinkEndedError, Resident, masked
from anlin.dispatch.queries import Listed, needs_by
from anlin.records.models import Submission
from anlin.records.rules import EvidenceKind

MOST_AN_HOUR = 6
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class At:
    """What the page of one link shows: a masked name, the day, today's readings, whom to call."""

    link: int
    person: int
    place: int
    name: str
    observed: Observed
    spo2: bool
    readings: tuple[Submission, ...]
    needs: tuple[Listed, ...]
    clinic: Clinic | None

    @property
    def resident(self) -> Resident:
        """Return who reports by this link."""
        return Resident(self.link, self.place)


def link_digest(secret: str) -> bytes:
    """Return what is kept of a link's secret."""
    return seal.blind_index(secret, area="cases_link")


def link_of(viewer: Viewer, person: int, at: datetime) -> Link | None:
    """Return the link of somebody in the viewer's place that works at `at`."""
    found = Link.objects.filter(observation__person=person, ended_at=None, until__gt=at)
    return within(viewer, found).first()


@contextmanager
def at_link(secret: str, at: datetime) -> Iterator[At]:
    """Open the transaction of a link's page: it sees the one building, and the page one person.

    Raises:
        LinkEndedError: nobody made it, it ran out or was ended.
    """
    digest = link_digest(secret)
    with scope.open_scope(0, 0):
        scope.show("link", digest.hex())
        link = Link.objects.filter(digest=digest, ended_at=None, until__gt=at).first()
        if link is None:
            raise LinkEndedError
        with scope.open_scope(link.place, link.place + 1, names=True):
            found = Observation.objects.filter(pk=link.observation_id, ended_at=None)
            kept = found.select_related("person").first()
            if kept is None:
                raise LinkEndedError
            yield _page(link, kept, at)


def _page(link: Link, kept: Observation, at: datetime) -> At:
    today = Submission.objects.filter(
        place=link.place, subject=kept.person_id, recorder=-link.pk,
        occurred_at__gte=start_of(local_day(at)), conflict_of=None,
    )  # fmt: skip
    return At(
        link=link.pk,
        person=kept.person_id,
        place=link.place,
        name=masked(kept.person.name),
        observed=observed_now(kept, at),
        spo2=asks_spo2(link.place, at),
        readings=tuple(today.order_by("-occurred_at", "-pk")),
        needs=tuple(needs_by(-link.pk, link.place, at)[-5:]),
        clinic=clinic_of(link.place),
    )


def abnormal(reading: Submission) -> bool:
    """Tell whether a reading was abnormal when it came in."""
    return EvidenceKind.ABNORMAL in reading.kinds


def sent_lately(found: At, at: datetime) -> int:
    """Return how much came by a link in the last hour."""
    readings = Submission.objects.filter(
        place=found.place, subject=found.person, recorder=-found.link, received_at__gt=at - _HOUR
    )
    asked = needs_by(-found.link, found.place, at, since=at - _HOUR)
    return readings.count() + len(asked)
