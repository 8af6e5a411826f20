"""Doubts about reports: what was known, what was said since, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import within
from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.base.sockets import figures
from anlin.base.words import said
from anlin.committees.models import Doubt, DoubtStep, Report
from anlin.committees.rules import PLACE, Subject, Verdict, verdict_of
from anlin.places.queries import places_at
from anlin.places.rules import COMMUNITY, GRID
from anlin.policy.queries import limit_at
from anlin.policy.rules import Limit

MOST = 100
NEIGHBOURS_LIMIT = "report_neighbours"  # the limit of packs that this room asks for
NEIGHBOURS = _("Neighbouring communities report it")


@dataclass(frozen=True, slots=True)
class Doubted:
    """One doubt: what speaks against the zero, how it stands, and what the viewer may do."""

    doubt: Doubt
    place: str
    line: str
    against: str
    steps: tuple[DoubtStep, ...]
    says_now: int
    verdict: Verdict
    mine_to_explain: bool
    mine_to_settle: bool

    @property
    def open(self) -> bool:
        """Tell whether nobody above has settled it and no later report corrects it."""
        return self.verdict in (Verdict.OPEN, Verdict.EXPLAINED)


def doubts(viewer: Viewer, at: datetime, *, days: int = 14) -> list[Doubted]:
    """Return the doubts of the last days in the viewer's place, the open ones first.

    Cost: four statements.
    """
    since = local_day(at) - timedelta(days=days)
    found = within(viewer, Doubt.objects.filter(day__gt=since))
    kept = _doubted(viewer, found.prefetch_related("steps").order_by("-raised_at")[:MOST])
    return sorted(kept, key=lambda each: (not each.open, -each.doubt.raised_at.timestamp()))


def doubt(viewer: Viewer, number: int) -> Doubted | None:
    """Return one doubt in the viewer's place, or None."""
    found = within(viewer, Doubt.objects.filter(pk=number)).prefetch_related("steps")
    return next(iter(_doubted(viewer, found)), None)


def doubts_about(viewer: Viewer, subject: Subject, at: datetime) -> list[Doubted]:
    """Return the open doubts about one subject's reports."""
    since = local_day(at) - timedelta(days=14)
    found = Doubt.objects.filter(kind=subject.kind, subject=subject.place, day__gt=since)
    kept = _doubted(viewer, found.prefetch_related("steps").order_by("-raised_at"))
    return [each for each in kept if each.open]


def neighbours(viewer: Viewer, at: datetime) -> Limit | None:
    """Return from how many on neighbours' reports speak against a zero here, if an order says."""
    return limit_at(NEIGHBOURS_LIMIT, viewer.lo, local_day(at))


def _doubted(viewer: Viewer, found: Iterable[Doubt]) -> list[Doubted]:
    rows = list(found)
    names = {lo: place.name for lo, place in places_at({each.place for each in rows}).items()}
    now = _said_now(rows)
    return [_one(viewer, each, names, now.get((each.kind, each.subject, each.day), {}))
            for each in rows]  # fmt: skip


def _said_now(rows: list[Doubt]) -> dict[tuple[str, int, object], dict[str, dict[str, int]]]:
    """Return the lines of the version that holds of each doubted report."""
    if not rows:
        return {}
    found = Report.objects.filter(
        subject__in={each.subject for each in rows}, day__in={each.day for each in rows}
    )
    kept = found.order_by("kind", "subject", "day", "-version").distinct("kind", "subject", "day")
    return {(each.kind, each.subject, each.day): each.lines for each in kept}


def _one(
    viewer: Viewer, doubt: Doubt, names: dict[int, str], lines: dict[str, dict[str, int]]
) -> Doubted:
    steps = tuple(sorted(doubt.steps.all(), key=lambda each: (each.at, each.pk)))
    says = int(lines.get(doubt.line, {}).get("said", 0))
    verdict = verdict_of([each.step for each in steps], says)
    known = figures()
    against = known.get(doubt.figure)
    line = known.get(doubt.line)
    above = viewer.level < COMMUNITY and viewer.may(Right.BOARD)
    own = viewer.level == (COMMUNITY if doubt.kind == PLACE else GRID) and viewer.may(Right.RECORD)
    return Doubted(
        doubt=doubt,
        place=names.get(doubt.place, ""),
        line=said(line, "title") if line else doubt.line,
        against=said(against, "title") if against else str(NEIGHBOURS),
        steps=steps,
        says_now=says,
        verdict=verdict,
        mine_to_explain=verdict is Verdict.OPEN and own,
        mine_to_settle=verdict is Verdict.EXPLAINED and above,
    )
