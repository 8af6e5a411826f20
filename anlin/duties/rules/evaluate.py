"""The plain reading of the rules: every duty of a small world, without a database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from msgspec import to_builtins

from anlin.base.days import NEVER, local_day, start_of
from anlin.base.sockets import Population, Span
from anlin.duties.rules.facts import Facts, ReliefFact
from anlin.duties.rules.status import Act, Status, Verdict, verdict
from anlin.duties.rules.windows import Times, Window, owes, standing, times, windows_on
from anlin.places.rules import lo_of
from anlin.policy.rules import DecisionTable, Kind, Measure, Ruling, bands_of, every_case, table_of

_EVER = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Law:
    """What is in force: measures, where and when, and the tables that decide classes."""

    measures: tuple[Measure, ...]
    rulings: tuple[Ruling, ...]
    tables: tuple[DecisionTable, ...]
    populations: Mapping[str, Population]


@dataclass(frozen=True, slots=True)
class Duty:
    """One subject's duty in one window, and where it stands."""

    measure: str
    order: str
    clause: str
    subject: str
    place: str
    times: Times
    needs: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Recorded:
    """Acts by subject, place and kind; reliefs by subject and place."""

    acts: Mapping[tuple[str, str, str], list[Act]]
    reliefs: Mapping[tuple[str, str], list[ReliefFact]]


def evaluate(facts: Facts, law: Law, *, since: date, at: datetime) -> list[Duty]:
    """Return the duties that touch the days from `since` to the day of `at`, as known at `at`."""
    recorded = _recorded(facts)
    found: list[Duty] = []
    for measure in law.measures:
        if measure.kind is Kind.CLASS:
            continue
        rulings = [ruling for ruling in law.rulings if ruling.measure == measure.code]
        spans = concerned(measure, facts, law)
        for window in _windows(rulings, spans, since, local_day(at)):
            found.extend(_duties(measure, window, spans, recorded, at))
    return sorted(found, key=lambda duty: (duty.times.opens, duty.measure, duty.subject))


def concerned(measure: Measure, facts: Facts, law: Law) -> list[Span]:
    """Return who is concerned by `measure`, where and from when until when, without overlaps."""
    population = law.populations[measure.population]
    table = table_of(measure, law.tables)
    document = cast("Mapping[str, object]", to_builtins(facts))
    spans: Iterable[Span] = population.plain(document, bands_of(table) if table else ())
    if table:
        cases = every_case(table)
        spans = [s for s in spans if s.key in cases and cases[s.key].outcome in measure.outcomes]
    return list(_merged(spans, apart=measure.kind is Kind.DEADLINE))


def _merged(spans: Iterable[Span], *, apart: bool) -> Iterator[Span]:
    """Join spans of one subject at one place and one matter that touch or overlap.

    With `apart` only those that begin together: each event is a duty of its own.
    """
    last: Span | None = None
    for span in sorted(spans, key=lambda s: (s.subject, s.place, s.since)):
        same = last and _matter(span) == _matter(last)
        touch = last and (span.since == last.since if apart else span.since <= last.until)
        if last and same and touch:
            last = replace(last, until=max(last.until, span.until))
            continue
        if last:
            yield last
        last = replace(span, key="")
    if last:
        yield last


def _matter(span: Span) -> tuple[str, str, datetime | None]:
    return span.subject, span.place, span.begun


def _windows(
    rulings: Sequence[Ruling], spans: Sequence[Span], since: date, last: date
) -> Iterator[Window]:
    """Yield the windows that are still running on `since` or open by the end of `last`."""
    days = sorted(_opening_days(rulings, spans, since, last))
    opening = [window for day in days for window in windows_on(rulings, day)]
    for window in [*opening, *standing(rulings)]:
        if window.late_until > start_of(since) and local_day(window.opens) <= last:
            yield window


def _opening_days(
    rulings: Sequence[Ruling], spans: Sequence[Span], since: date, last: date
) -> set[date]:
    back = max((ruling.term.every or 0 for ruling in rulings), default=0)
    first = since - timedelta(days=back)
    days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    if any(ruling.term.within is not None for ruling in rulings):
        days |= {local_day(span.since) for span in spans}
    return {day for day in days if day <= last}


def _duties(
    measure: Measure,
    window: Window,
    spans: Iterable[Span],
    recorded: Recorded,
    at: datetime,
) -> Iterator[Duty]:
    for span in spans:
        if not window.lo <= lo_of(span.place) < window.hi:
            continue
        if not owes(window, span.since, span.until, span.begun):
            continue
        t = times(window, span.since)
        who = (span.subject, span.place)
        acts = [act for kind in measure.evidence for act in recorded.acts.get((*who, kind), ())]
        yield Duty(
            measure=measure.code,
            order=window.order,
            clause=window.clause,
            subject=span.subject,
            place=span.place,
            times=t,
            needs=window.needs,
            verdict=verdict(
                t,
                needs=window.needs,
                spacing=window.spacing,
                acts=acts,
                at=at,
                excuse=_relief(recorded.reliefs.get(who, ()), measure.code, t, at),
            ),
        )


def _relief(reliefs: Iterable[ReliefFact], measure: str, t: Times, at: datetime) -> Status | None:
    """Return what was decided for this duty: a relief holds for windows it overlaps."""
    kinds = {
        relief.kind
        for relief in reliefs
        if relief.measure in (None, measure)
        and (relief.at or relief.since) <= at
        and _covers(relief, t, at)
    }
    if "exempt" in kinds:
        return Status.EXEMPT
    return Status.EXCUSED if kinds else None


def _covers(relief: ReliefFact, t: Times, at: datetime) -> bool:
    """Tell whether a relief reaches a duty: one that never closes only as long as it lasts."""
    if t.closes == NEVER:
        return relief.since <= at < relief.until
    return relief.since < t.closes and relief.until > t.opens


def _recorded(facts: Facts) -> Recorded:
    """Return what was recorded, where each subject lived then.

    An act counts as done when it was received at the latest.
    """
    stays: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for stay in facts.subjects:
        stays[stay.id].append((start_of(stay.since or _EVER), stay.place))
    for slept in facts.stays:
        stays[slept.subject].append((slept.since, slept.place))
    for need in facts.needs:
        stays[need.id].append((need.at, need.place))
    for found in facts.findings:
        stays[found.id].append((found.at, found.place))
    for matter in (*facts.suspected, *facts.remains):
        stays[matter.id].append((matter.at, matter.place))
    acts: dict[tuple[str, str, str], list[Act]] = defaultdict(list)
    for item in facts.evidence:
        received = item.received_at or item.occurred_at
        occurred = min(item.occurred_at, received)
        place = _place(item.subject, stays, occurred)
        acts[item.subject, place, item.kind].append(Act(occurred, received, item.weight))
    reliefs: dict[tuple[str, str], list[ReliefFact]] = defaultdict(list)
    for relief in facts.reliefs:
        place = _place(relief.subject, stays, relief.at or relief.since)
        reliefs[relief.subject, place].append(relief)
    return Recorded(acts, reliefs)


def _place(subject: str, stays: Mapping[str, Sequence[tuple[datetime, str]]], at: datetime) -> str:
    """Return where `subject` lived at `at`: the stay that began last; a place is where it is."""
    begun = sorted(stays.get(subject, ()))
    if not begun:
        return subject
    return [place for since, place in begun if since <= at or since == begun[0][0]][-1]


def line(duty: Duty) -> dict[str, object]:
    """Return a duty as the dry run prints it; a moment that never comes is null."""
    return {
        "measure": duty.measure,
        "order": duty.order,
        "clause": duty.clause,
        "subject": duty.subject,
        "place": duty.place,
        "window": {
            name: None if moment == NEVER else moment.isoformat()
            for name, moment in (
                ("opens", duty.times.opens),
                ("closes", duty.times.closes),
                ("lapses", duty.times.lapses),
            )
        },
        "needs": duty.needs,
        "have": duty.verdict.have,
        "status": duty.verdict.status.value,
        "marks": [mark.value for mark in duty.verdict.marks],
    }
