"""One person's page: what is owed, the label and why, and everything that happened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from anlin.accounts.models import User
from anlin.accounts.rules import Viewer
from anlin.base.days import local_day, start_of
from anlin.base.words import dated, moment, spoken
from anlin.cases.models import Certificate, Clinic, Link, Observation, Traveller
from anlin.cases.queries import (
    DECISION_WORDS,
    ENDING_WORDS,
    KIND_WORDS,
    REASON_WORDS,
    Alert,
    Observed,
    Offered,
    alerts,
    all_of,
    arrivals_of,
    case_of,
    certificates_of,
    clinic_of,
    link_of,
    offers_of,
    waiting,
)
from anlin.cases.rules import Decision, Ending, Kind, Reason
from anlin.dispatch.queries import Listed, needs_of
from anlin.duties.queries import duties, lapses_of, windows_to_do
from anlin.field.queries.labels import Label, Labels
from anlin.field.queries.register import Fact, facts
from anlin.field.queries.today import Task, groups_of, is_of_today, stops_of
from anlin.field.queries.words import CONDITIONS, NEEDS, SYMPTOMS, WAYS, words_of
from anlin.people.queries import (
    DISEASE_WORDS,
    SEX_WORDS,
    VACCINATION_WORDS,
    PersonPage,
    Step,
    person_page,
    steps,
)
from anlin.people.rules import Disease, Sex, Vaccination
from anlin.policy.models import Measure
from anlin.records.models import Submission
from anlin.records.queries import attachments_of, submissions_of
from anlin.records.rules import EvidenceKind

_MOST = 50


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for the timeline; `kind` is bad, undone or plain."""

    at: datetime
    what: str
    kind: str = ""
    detail: str = ""
    by: str = ""
    note: str = ""
    corrects: UUID | None = None
    photos: tuple[int, ...] = ()
    photos_missing: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """All that a worker's page of one person shows."""

    page: PersonPage
    sex: str
    groups: tuple[object, ...]
    label: Label | None
    findings: tuple[str, ...]
    tasks: tuple[Task, ...]
    observed: Observed | None
    alert: Alert | None
    link: Link | None
    papers: tuple[Certificate, ...]
    needs: tuple[Listed, ...]
    arrivals: tuple[Traveller, ...]
    offers: tuple[Offered, ...]
    clinic: Clinic | None
    history: tuple[Event, ...]
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]


def face(viewer: Viewer, person: int, at: datetime) -> Face | None:
    """Return what `viewer` may see of a person at `at`, or None if nothing."""
    day = local_day(at)
    page = person_page(viewer, person, day)
    if page is None:
        return None
    place = page.person.place
    owed = duties(lo=place, hi=place + 1, windows=windows_to_do(at), at=at, subject=person)
    morning = start_of(day)
    stops = stops_of(viewer, [duty for duty in owed if is_of_today(duty, morning)], at)
    health = page.health_on(day)
    findings: tuple[str, ...] = ()
    if health is not None:
        findings = (
            str(DISEASE_WORDS[Disease(health.disease)]),
            str(VACCINATION_WORDS[Vaccination(health.vaccination)]),
        )
    return Face(
        page=page,
        sex=str(SEX_WORDS[Sex(page.person.sex)]),
        groups=groups_of(page.person, day),
        label=Labels(day).of(page.person, page.health),
        findings=findings,
        tasks=tuple(task for stop in stops for task in stop.tasks),
        observed=case_of(viewer, person, at),
        alert=waiting(alerts(viewer), person),
        link=link_of(viewer, person, at),
        papers=tuple(certificates_of(viewer, person)),
        needs=tuple(needs_of(viewer, person, at)),
        arrivals=tuple(arrivals_of(viewer, person)),
        offers=tuple(offers_of(viewer, person, at)),
        clinic=clinic_of(place),
        history=tuple(_history(viewer, person)),
        facts=tuple(facts(page.person)),
        steps=tuple(steps(page.person)),
    )


def _history(viewer: Viewer, person: int) -> list[Event]:
    recorded = list(submissions_of(viewer, person)[:_MOST])
    observed = all_of(viewer, person)
    actors = {each.recorder for each in recorded}
    actors |= {who for each in observed for who in (each.opened_by, each.ended_by) if who}
    names = dict(User.objects.filter(pk__in=actors).values_list("pk", "name"))
    undone = {each.corrects_id for each in recorded}
    sent = attachments_of(viewer, [each.client_id for each in recorded])
    events = [
        _recorded(each, names.get(each.recorder, ""), undone, sent.get(each.client_id, ()))
        for each in recorded
    ]
    events += [event for each in observed for event in _observed(each, names)]
    events += _missed(person)
    return sorted(events, key=lambda event: event.at, reverse=True)[:_MOST]


def _recorded(kept: Submission, by: str, undone: set[int | None], photos: Sequence[int]) -> Event:
    content = kept.content
    ways = _ways(kept)
    said = [
        *words_of(CONDITIONS, content.get("condition")),
        *([f"{content['temperature']} °C"] if content.get("temperature") else []),
        *([f"SpO2 {content['spo2']}%"] if content.get("spo2") else []),
        *words_of(SYMPTOMS, content.get("symptoms")),
        *words_of(NEEDS, content.get("needs")),
    ]
    remarks = [str(content["note"])] if content.get("note") else []
    kind = ""
    if kept.conflict_of_id:
        kind, remarks = "bad", [*remarks, _("a second version under the same number, kept aside")]
    elif kept.pk in undone:
        kind, remarks = "undone", [*remarks, _("corrected later")]
    if kept.corrects_id:
        remarks.append(_("corrects an earlier entry"))
    if content.get("written_after"):
        remarks.append(_("written down later than it says"))
    if local_day(kept.received_at) != local_day(kept.occurred_at):
        remarks.append(_("received %(time)s") % {"time": moment(kept.received_at)})
    return Event(
        at=kept.occurred_at,
        what=" · ".join(ways),
        kind=kind,
        detail=_(", ").join(said),
        by=_("the resident") if kept.recorder < 0 else by,
        note=" · ".join(remarks),
        corrects=None if kind else kept.client_id,
        photos=tuple(photos),
        photos_missing=max(0, len(content.get("photos", ())) - len(photos)),
        where=_where(content.get("where")),
    )


def _where(told: Mapping[str, float] | None) -> str:
    """Return where a photograph was taken, as the telephone said, if it did."""
    return f"{told['lat']:.5f}, {told['lon']:.5f} ± {told['metres']:.0f} m" if told else ""


def _ways(kept: Submission) -> list[str]:
    """Return how something was recorded: by telephone, at the door, by the resident."""
    if kept.content.get("told") == "clinic":
        return [_("Told how to reach the clinic")]
    if care := kept.content.get("care"):
        return [_("Clinic called: %(decision)s") % {"decision": DECISION_WORDS[Decision(care)]}]
    ways = words_of(WAYS | {"link": _("Own report")}, kept.content.get("way")) or [_("Entry")]
    abnormal = [_("abnormal")] if EvidenceKind.ABNORMAL in kept.kinds else []
    return [*ways, *abnormal]


def _observed(kept: Observation, names: Mapping[int, str]) -> Iterator[Event]:
    began = [
        str(REASON_WORDS[Reason(kept.reason)]),
        _("day 0 is %(day)s") % {"day": dated(kept.begun_on)},
    ]
    by = names.get(kept.opened_by, "")
    kind = KIND_WORDS[Kind(kept.kind)]
    begun = _("%(what)s goes on") if kept.reopens_id else _("%(what)s begun")
    yield Event(kept.opened_at, begun % {"what": kind}, detail=_(", ").join(began), by=by)
    if kept.ended_at and kept.ended_by:
        why = str(ENDING_WORDS[Ending(kept.ending)])
        by = names.get(kept.ended_by, "")
        yield Event(kept.ended_at, _("%(what)s ended") % {"what": kind}, detail=why, by=by)


def _missed(person: int) -> Iterator[Event]:
    lapses = list(lapses_of(subject=person)[:_MOST])
    words = Measure.objects.filter(pk__in={lapse.measure_id for lapse in lapses})
    asked = {number: spoken(zh, en) for number, zh, en in words.values_list("pk", "zh", "en")}
    for lapse in lapses:
        yield Event(lapse.lapsed_at, _("Missed"), "bad", asked.get(lapse.measure_id, ""))
