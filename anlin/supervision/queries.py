"""Where records look too good, visits, and findings with what became of each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import names_of, within
from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.scope import open_scope
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, WIDTHS
from anlin.supervision.models import Finding, Step, Visit
from anlin.supervision.rules import FINDINGS, Signs, State, What, state_of

SIGN_WORDS = {
    "identical": _("equal temperatures"),
    "fastest": _("too fast for doors"),
    "last_hour": _("recorded after 23:00"),
    "backdated": _("entered more than 6 hours later"),
    "disagreed": _("corrected by somebody else"),
}
STATE_WORDS = {
    State.OPEN: _("To be put right"),
    State.RECTIFIED: _("Put right, to be looked at again"),
    State.CLOSED: _("Closed"),
}
WHAT_WORDS = {
    What.RECTIFIED: _("Put right"),
    What.CLOSED: _("Looked at again: closed"),
    What.RETURNED: _("Looked at again: not yet"),
}
DAYS, MOST = 14, 30


@dataclass(frozen=True, slots=True)
class Odd:
    """A community with what is odd about its records of a fortnight."""

    place: int
    code: str
    name: str
    signs: Signs


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its place, what was done, and until when it is to be put right."""

    finding: Finding
    name: str
    state: State
    steps: tuple[Step, ...]
    due_at: datetime | None
    people: dict[int, str]
    seen_at: datetime

    @property
    def overdue(self) -> bool:
        """Tell whether it was to be put right by now."""
        return self.state is State.OPEN and self.due_at is not None and self.due_at <= self.seen_at


def signs(viewer: Viewer, at: datetime) -> list[Odd]:
    """Return the communities of the viewer's place with records of a fortnight, the oddest first.

    Counts cross names for the statement only: what comes back says nothing about persons.
    Cost: one range over receipts.
    """
    values = {"lo": viewer.lo, "hi": viewer.hi, "since": at - timedelta(days=DAYS), "until": at,
              "most": MOST}  # fmt: skip
    with open_scope(viewer.lo, viewer.hi, user=viewer.user, names=True):
        rows = sql.rows("supervision/signs", values)
    return [
        Odd(row.place, row.code, row.name,
            Signs(row.records, row.identical, row.fastest, row.last_hour, row.backdated,
                  row.disagreed))
        for row in rows
    ]  # fmt: skip


def visits(viewer: Viewer) -> list[tuple[Visit, str]]:
    """Return the newest visits of the viewer's place, with the names of their communities."""
    found = list(within(viewer, Visit.objects.all()).order_by("-on", "-pk")[:MOST])
    names = _names([each.place for each in found])
    return [(each, names.get(each.place, "")) for each in found]


def visit(viewer: Viewer, number: int) -> tuple[Visit, str] | None:
    """Return one visit in sight with the name of its community, or None."""
    found = within(viewer, Visit.objects.filter(pk=number)).first()
    return (found, _names([found.place]).get(found.place, "")) if found else None


def findings(
    viewer: Viewer, at: datetime, *, number: int | None = None, visit: int | None = None
) -> list[Found]:
    """Return findings of the viewer's place, the newest first.

    Cost: five statements for any number.
    """
    rows = within(viewer, Finding.objects.defer("photo")).order_by("-at", "-pk")
    rows = rows.filter(pk=number) if number is not None else rows
    rows = rows.filter(visit=visit) if visit is not None else rows
    found = list(rows[:MOST])
    steps: dict[int, list[Step]] = {each.pk: [] for each in found}
    for step in Step.objects.filter(finding__in=steps).order_by("at", "pk"):
        steps[step.finding_id].append(step)
    due = {
        row.subject - FINDINGS: row.due_at
        for row in sql.rows(
            "supervision/due",
            {"places": [each.place for each in found],
             "subjects": [FINDINGS + each.pk for each in found]},
        )
    }  # fmt: skip
    names = _names([each.place for each in found])
    people = names_of([each.by for each in found] + [s.by for done in steps.values() for s in done])
    return [
        Found(
            each, names.get(each.place, ""),
            state_of((What(s.what), s.at) for s in steps[each.pk]), tuple(steps[each.pk]),
            due.get(each.pk), people, at,
        )
        for each in found
    ]  # fmt: skip


def photo(viewer: Viewer, number: int) -> bytes | None:
    """Return the photograph of a finding in sight, or None."""
    kept = within(viewer, Finding.objects.filter(pk=number)).values_list("photo", flat=True)
    found = kept.first()
    return None if found is None else bytes(found)


def communities(viewer: Viewer, day: date) -> list[Place]:
    """Return the communities the viewer may visit: at most a county's."""
    if viewer.hi - viewer.lo > WIDTHS[3]:
        return []
    found = Place.objects.filter(level=COMMUNITY, lo__gte=viewer.lo, lo__lt=viewer.hi)
    return list(found.filter(periods__open_on=day).order_by("lo"))


def _names(places: list[int]) -> dict[int, str]:
    found = Place.objects.filter(level=COMMUNITY, lo__in=places)
    return dict(found.values_list("lo", "name"))
