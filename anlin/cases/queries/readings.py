"""What the law makes of readings at home, and which abnormal ones wait for somebody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from msgspec.structs import replace

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import local_day
from anlin.cases.models import Observation
from anlin.cases.rules import CERTIFICATE, ISSUE, KIND, NORMAL, TABLE, judge
from anlin.cases.rules import asks_spo2 as asked_by
from anlin.people.models import Person
from anlin.people.queries import persons
from anlin.policy.queries import Tables
from anlin.policy.rules import decide
from anlin.records.models import Submission
from anlin.records.rules import Entry, EvidenceKind

_TOLD = ("temperature", "spo2", "symptoms")


@dataclass(frozen=True, slots=True)
class Alert:
    """An abnormal reading that nobody has dealt with: who, since when, what was measured."""

    person: int
    place: int
    at: datetime
    content: Mapping[str, object]
    outcome: str
    who: Person | None = None

    @property
    def emergency(self) -> bool:
        """Tell whether it cannot wait."""
        return self.outcome not in (NORMAL, "abnormal")


def judged(entries: Sequence[Entry], at: datetime) -> list[Entry]:
    """Return entries with what the law makes of readings of people who are at home for it.

    Others stay as they are. The scope that is open must show the persons.
    Cost: four statements for any number.
    """
    told = {each.subject for each in entries if _says(each)}
    if not told:
        return list(entries)
    found = Observation.objects.filter(person__in=told, ended_at=None)
    at_home = set(found.values_list("person", flat=True))
    if not at_home:
        return list(entries)
    tables = Tables(TABLE, local_day(at))
    return [_judged(each, tables) if each.subject in at_home else each for each in entries]


def _says(entry: Entry) -> bool:
    return any(entry.content.get(name) for name in _TOLD) or (
        entry.content.get("condition") == "unwell"
    )


def _judged(entry: Entry, tables: Tables) -> Entry:
    if judge(tables.at(entry.place), entry.content) == NORMAL:
        return entry
    return replace(entry, found=(*entry.found, EvidenceKind.ABNORMAL))


def asks_spo2(place: int, at: datetime) -> bool:
    """Tell whether an order in force at `place` looks at oxygen saturation."""
    return asked_by(Tables(TABLE, local_day(at)).at(place))


def issues_certificates(place: int, day: date) -> bool:
    """Tell whether the orders in force at `place` let the community issue this certificate."""
    gates = Tables(CERTIFICATE, day).at(place)
    return all(decide(gate, {"kind": KIND}).outcome == ISSUE for gate in gates)


def alerts(viewer: Viewer) -> list[Alert]:
    """Return the abnormal readings in the viewer's place that wait, the longest waiting first."""
    if not viewer.names:
        return []
    found = sql.rows("cases/alerts", {"lo": viewer.lo, "hi": viewer.hi})
    if not found:
        return []
    told = dict(
        Submission.objects.filter(pk__in=[each.submission for each in found]).values_list(
            "pk", "content"
        )
    )
    known = {each.pk: each for each in persons(viewer, [each.person for each in found])}
    days: dict[date, Tables] = {}
    return [_alert(each, told.get(each.submission, {}), known, days) for each in found]


def _alert(
    row: sql.Row,
    content: Mapping[str, object],
    known: Mapping[int, Person],
    days: dict[date, Tables],
) -> Alert:
    day = local_day(row.at)
    if day not in days:
        days[day] = Tables(TABLE, day)
    outcome = judge(days[day].at(row.place), content)
    return Alert(row.person, row.place, row.at, content, outcome, known.get(row.person))


def waiting(found: Iterable[Alert], person: int) -> Alert | None:
    """Return the alert about one person, if there is one."""
    return next((each for each in found if each.person == person), None)
