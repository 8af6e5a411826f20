"""Invented days of people at home: readings, an alert, a release, links, needs, other kinds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.days import local_day
from anlin.base.scope import open_scope
from anlin.cases.actions import (
    extend_observation,
    make_link,
    open_observation,
    read_by_link,
    record_care,
    release,
    set_clinic,
)
from anlin.cases.models import Observation
from anlin.cases.queries import at_link, judged
from anlin.cases.rules import Decision, Kind, Reason
from anlin.config.demo.territory import SHOWN
from anlin.dispatch.actions import raise_needs, settle_need
from anlin.dispatch.rules import Asked, NeedKind
from anlin.people.models import Person
from anlin.places.rules import COMMUNITY, code_of, span
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind

_HOUR = timedelta(hours=1)
_RELEASED = 16  # days since the event; who is a day younger waits to be released
_CLINICS = ("七星岗街道社区卫生服务中心（演练）", "保家镇卫生院（演练）")
_PHONES = ("000-6300-0001", "000-7840-0001")
_OTHERS = (
    (Kind.TREATMENT, Reason.CASE, 3),
    (Kind.FOLLOW_UP, Reason.RECOVERED, 10),
    (Kind.FOLLOW_UP, Reason.CLEARED, 5),
)


def worker_of(place: int, at: datetime) -> Viewer:
    """Return the grid worker of a building at work."""
    grid = place - place % 1000
    held = Grant.objects.using("owner").get(role=Role.GRID_WORKER, lo=grid)
    return viewer_for(held.user_id, None, at)


def community_worker(code: str, at: datetime) -> Viewer:
    """Return the worker of a community at work."""
    held = Grant.objects.using("owner").filter(role=Role.COMMUNITY_WORKER, lo=span(code)[0])
    return viewer_for(held.earliest("id").user_id, None, at)


def tend(now: datetime, seed: str) -> None:
    """Let the shown communities have every state of people at home, one person each."""
    for number, community in enumerate(SHOWN):
        dice = Random(f"{seed}:{community}:tended")  # noqa: S311 - invented, not secret
        by = community_worker(community, now)
        set_clinic(name=_CLINICS[number], phone=_PHONES[number], by=by, at=now - 60 * _HOUR)
        running = _running(community)
        over = [each for each in running if (local_day(now) - each.begun_on).days == _RELEASED]
        young = [each for each in running if (local_day(now) - each.begun_on).days < 10]
        for each in over:
            release(each.person_id, by=worker_of(each.place, now), at=now - _HOUR)
        _watch(young, now, dice)
        _others(community, now, dice)


def _running(community: str) -> Sequence[Observation]:
    lo, hi = span(community)
    found = Observation.objects.using("owner").filter(place__gte=lo, place__lt=hi, ended_at=None)
    return list(found.order_by("place", "begun_on"))


def _watch(young: Sequence[Observation], now: datetime, dice: Random) -> None:
    """Let one be abnormal now, one have been, one report by link, one need somebody to talk to."""
    unwell, cared, alone, longer = young[:4]
    _read(unwell, "37.8", ["cough"], now - 40 * _HOUR / 60, dice)
    _read(cared, "38.2", ["fever"], now - 30 * _HOUR, dice)
    record_care(
        cared.person_id, client_id=_id(dice), decision=Decision.VISIT, note="医生已上门，观察用药",
        by=worker_of(cared.place, now), at=now - 29 * _HOUR,
    )  # fmt: skip
    by = worker_of(alone.place, now)
    _, secret = make_link(alone.person_id, by=by, at=now - 20 * _HOUR)
    with at_link(secret, now - 2 * _HOUR) as found:
        told = {"way": "link", "temperature": "36.6"}
        kinds = (EvidenceKind.TEMPERATURE,)
        entry = Entry(_id(dice), found.person, found.place, now - 2 * _HOUR, kinds, told)
        read_by_link(found, entries=[entry], at=now - 2 * _HOUR)
        alone_there = "一个人住，想找人说说话"
        asked = Asked(_id(dice), NeedKind.PSYCHOLOGICAL, alone_there, person=found.person)
        raise_needs(needs=[asked], by=found.resident, at=now - 2 * _HOUR)
    _ask_and_answer(longer, now, dice)
    extend_observation(
        longer.person_id, days=3, why="同住家人检测阳性", by=worker_of(longer.place, now),
        at=now - 5 * _HOUR,
    )  # fmt: skip


def _read(
    kept: Observation, temperature: str, symptoms: list[str], at: datetime, dice: Random
) -> None:
    by = worker_of(kept.place, at)
    told = {"way": "phone", "condition": "unwell", "temperature": temperature, "symptoms": symptoms}
    kinds = (EvidenceKind.CONTACT, EvidenceKind.TEMPERATURE, EvidenceKind.UNWELL)
    entry = Entry(_id(dice), kept.person_id, kept.place, at, kinds, told)
    with open_scope(by.lo, by.hi, user=by.user, names=True):
        record(entries=judged([entry], at), by=by, at=at)


def _ask_and_answer(kept: Observation, now: datetime, dice: Random) -> None:
    by = worker_of(kept.place, now)
    with open_scope(by.lo, by.hi, user=by.user, names=True):
        needs = [
            Asked(_id(dice), NeedKind.MEDICINE, "降压药只剩两天的量", person=kept.person_id),
            Asked(_id(dice), NeedKind.DAILY, "帮忙买菜，放门口", person=kept.person_id),
        ]
        medicine, _ = raise_needs(needs=needs, by=by, at=now - 26 * _HOUR)
    desk = community_worker(code_of(kept.place, COMMUNITY), now)
    settle_need(medicine, word="志愿者已送到门口", by=desk, at=now - 25 * _HOUR)


def _others(community: str, now: datetime, dice: Random) -> None:
    lo, hi = span(community)
    busy = Observation.objects.using("owner").values_list("person", flat=True)
    adult = local_day(now) - timedelta(days=30 * 366)
    free = Person.objects.using("owner").filter(place__gte=lo, place__lt=hi, born_on__lt=adult)
    chosen = dice.sample(list(free.exclude(pk__in=busy).order_by("pk")), len(_OTHERS))
    for person, (kind, reason, ago) in zip(chosen, _OTHERS, strict=True):
        open_observation(
            person.pk, begun_on=local_day(now) - timedelta(days=ago), reason=reason, kind=kind,
            by=worker_of(person.place, now), at=now - ago * 24 * _HOUR + 9 * _HOUR,
        )  # fmt: skip


def _id(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)
