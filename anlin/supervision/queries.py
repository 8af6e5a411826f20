"""Where records look too good, visits, findings with what became of each, and fed back progress."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import names_of, within
from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.base.scope import open_scope
from anlin.duties.queries import DutyRow, MeasureCount, board, duties, kinds_of, windows_to_do
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY, COUNTY, WIDTHS, level_of, lo_of, span
from anlin.policy.models import Clause, Order
from anlin.policy.queries import clauses, limits_in_force, measures
from anlin.records.rules import EvidenceKind
from anlin.supervision.models import Feedback, Finding, Step, Visit
from anlin.supervision.rules import FEW, FINDINGS, SIGNS, Signs, State, What, odd, state_of

SIGN_WORDS = {
    "identical": _("equal temperatures"),
    "fast": _("too fast for doors"),
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
_TOLD = EvidenceKind.PROGRESS_TOLD
_TOLD_NAME = _TOLD.name.lower()
_FIRM = "active"  # packs that hold by themselves; whoever issued what is a draft here does not wait


@dataclass(frozen=True, slots=True)
class Odd:
    """A community with its records of a fortnight, and which signs go beyond the limits there."""

    place: int
    code: str
    name: str
    signs: Signs
    odd: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owing:
    """A place that owes feedback, with the newest that it sent."""

    duty: DutyRow
    name: str
    last: Feedback | None


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


def signs(viewer: Viewer, at: datetime) -> list[Odd] | None:
    """Return the communities of the viewer's place with records of a fortnight, the oddest first.

    None where no order in force says from how many records on anything is said. Counts cross names
    for the statement only: what comes back says nothing about persons.
    Cost: one range over receipts.
    """
    held, day = limits_in_force(FEW, *SIGNS), local_day(at)
    least = [
        each.limit.value
        for each in held
        if each.limit.name == FEW
        and _meets(each.place, viewer)
        and each.holds(lo_of(each.place), day)
    ]
    if not least:
        return None
    values = {"lo": viewer.lo, "hi": viewer.hi, "since": at - timedelta(days=DAYS), "until": at,
              "least": min(least), "most": MOST}  # fmt: skip
    with open_scope(viewer.lo, viewer.hi, user=viewer.user, names=True):
        rows = sql.rows("supervision/signs", values)
    counted = [
        (row, Signs(row.records, row.identical, row.fastest, row.last_hour, row.backdated,
                    row.disagreed))
        for row in rows
    ]  # fmt: skip
    return [
        Odd(row.place, row.code, row.name, found, odd(found, held, row.place, day))
        for row, found in counted
    ]


def _meets(code: str, viewer: Viewer) -> bool:
    """Tell whether the place of a code and that of the viewer have anything in common."""
    lo, hi = span(code)
    return lo < viewer.hi and viewer.lo < hi


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
    if viewer.hi - viewer.lo > WIDTHS[COUNTY]:
        return []
    found = Place.objects.filter(level=COMMUNITY, lo__gte=viewer.lo, lo__lt=viewer.hi)
    return list(found.filter(periods__open_on=day).order_by("lo"))


def progress(code: str, at: datetime) -> list[dict[str, object]]:
    """Return how the measures of each order in force stand at a place today, as on its board.

    Shapes: per order `order`, title and issuer in both languages, `told` (the clauses that say who
    is told) and `measures` (their words and counts): what a feedback keeps.
    Cost: the figures of one place, and five statements over the law.
    """
    law = measures()
    counts: dict[str, list[MeasureCount]] = {}
    for each in board(lo=lo_of(code), level=level_of(code), day=local_day(at), at=at):
        counts.setdefault(law[each.measure].terms[0].order, []).append(each)
    asking = [name for each in law.values() if _TOLD_NAME in each.evidence for name in each.carries]
    told: dict[str, list[Clause]] = {}
    for clause in clauses(asking).order_by("order", "number"):
        told.setdefault(clause.order_id, []).append(clause)
    found = Order.objects.filter(pack__status=_FIRM, pk__in=counts).order_by("-issued_on", "pk")
    return [_told(order, told.get(order.pk, ()), counts[order.pk]) for order in found]


def _told(
    order: Order, told: Iterable[Clause], counts: Iterable[MeasureCount]
) -> dict[str, object]:
    return {
        "order": order.pk, "title_zh": order.title_zh, "title_en": order.title_en,
        "issuer_zh": order.issuer_zh, "issuer_en": order.issuer_en,
        "told": [{"clause": each.pk, "zh": each.zh, "en": each.en} for each in told],
        "measures": [
            {"code": each.measure, "zh": each.zh, "en": each.en, "clause": each.clause}
            | asdict(each.count)
            for each in counts
        ],
    }  # fmt: skip


def feedbacks(viewer: Viewer) -> list[Feedback]:
    """Return the newest feedback of each place in the viewer's range, the latest first."""
    newest = within(viewer, Feedback.objects.order_by("place", "-at", "-pk").distinct("place"))
    return sorted(newest, key=lambda each: each.at, reverse=True)


def feedback(viewer: Viewer, number: int) -> Feedback | None:
    """Return one feedback in sight, or None."""
    return within(viewer, Feedback.objects.filter(pk=number)).first()


def owing(viewer: Viewer, at: datetime) -> list[Owing]:
    """Return the duties to feed progress back in the viewer's range, of a week, those missed first.

    Cost: one probe per duty: at most one for each county and order.
    """
    windows = windows_to_do(at, days_back=7)
    kinds = kinds_of(list(windows.values_list("pk", flat=True)))
    asked = windows.filter(pk__in=[pk for pk, settled in kinds.items() if int(_TOLD) in settled])
    found = duties(lo=viewer.lo, hi=viewer.hi, windows=asked, at=at)
    names = _names([each.place for each in found], COUNTY)
    last = {each.place: each for each in feedbacks(viewer)}
    return [Owing(each, names.get(each.place, ""), last.get(each.place)) for each in found]


def _names(places: list[int], level: int = COMMUNITY) -> dict[int, str]:
    found = Place.objects.filter(level=level, lo__in=places)
    return dict(found.values_list("lo", "name"))
