"""What happened in the standing town before its Friday: contacts, reports, an excuse, lapses."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from anlin.base.days import ZONE
from anlin.base.scope import nationwide
from anlin.committees.actions import report
from anlin.committees.queries import line_names
from anlin.committees.rules import PLACE, Line, Subject
from anlin.duties.actions import derive, plan, reconcile, refresh, relieve, sweep
from anlin.duties.models import Window
from anlin.duties.queries import law_in_force
from anlin.places.rules import lo_of
from anlin.records.actions import make_weeks, record
from anlin.records.rules import Entry, EvidenceKind
from tests.journeys.residents import LIU, RESIDENTS, SECOND, TOWN, Resident, january
from tests.journeys.town import AT, FOUNDED, at_work, number_of, worker, worker_of

_NAMESPACE = UUID("0d3cbb8e-6a3f-4f62-9a53-3a5b7c9e2f11")
_DAY = timedelta(days=1)


def live() -> None:
    """Let everything happen up to `AT`."""
    with nationwide():
        make_weeks(since=_noon(FOUNDED) - 3 * _DAY, until=AT + 28 * _DAY)
    for resident in RESIDENTS:
        _reach(resident)
    _report()
    _catch_up()


def _send(username: str, entries: Sequence[Entry]) -> None:
    for entry in entries:
        with at_work(username) as by:
            record(entries=[entry], by=by, at=entry.occurred_at + timedelta(seconds=20))


def _entry(
    subject: int, place: int, at: datetime, kind: EvidenceKind, content: dict[str, object]
) -> Entry:
    told = uuid5(_NAMESPACE, f"{subject} {at.isoformat()}")
    return Entry(told, subject, place, at, (kind,), content)


def _noon(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=12)


def _reach(resident: Resident) -> None:
    subject = number_of(resident.name)
    _send(
        worker_of(resident.building),
        [
            _entry(
                subject, lo_of(resident.building), _noon(day), EvidenceKind.CONTACT,
                {"way": "phone", "condition": "well"},
            )
            for day in resident.reached
        ],
    )  # fmt: skip


def _report() -> None:
    """Let the town's community report each day, and the second one only once."""
    zero = dict.fromkeys(line_names(), Line(None, 0))
    for username, place, days in (
        ("community", TOWN, january(30, 31, 32, 33)),
        ("second", SECOND, january(31)),
    ):
        here = Subject(PLACE, lo_of(place))
        for day in days:
            told = uuid5(_NAMESPACE, f"{place} {day}")
            report(
                subject=here, day=day, lines=zero, after=0, reason="", client_id=told,
                by=worker(username), at=_noon(day),
            )  # fmt: skip


def _catch_up() -> None:
    """Plan, follow, excuse once, count and raise what lapsed, up to `AT`."""
    first = date(2023, 1, 9)
    days = [first + timedelta(days=n) for n in range((AT.date() - first).days + 2)]
    with nationwide():
        law = law_in_force()
        plan(law=law, days=days, at=AT)
        reconcile(law=law, at=AT)
    with at_work("street") as by:
        since = _noon(date(2023, 1, 23))
        relieve(
            kind="excused", subject=number_of(LIU.name), place=lo_of(LIU.building), since=since,
            until=since + 3 * _DAY, reason="外出走亲，家属已报平安", by=by, at=since,
        )  # fmt: skip
    with nationwide():
        derive(windows=list(Window.objects.values_list("pk", flat=True)), at=AT)
        refresh(at=AT)
    with nationwide():
        sweep(at=AT, since=_noon(first))
