"""Taking in a round: each resident's values once, judged at once by the law in force."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.base.problems import Problem
from anlin.institutions.actions.desk import at_work, journal
from anlin.institutions.models import Stay, Warning
from anlin.institutions.queries.rounds import Before, Law, before
from anlin.institutions.rules import (
    NotOnRoundError,
    ReasonNeededError,
    RoundBody,
    State,
    Verdict,
    facts_of,
    judge,
    kinds_of,
    missing,
)
from anlin.people.actions.desk import NotYoursError
from anlin.records.actions import Receipt, Taken, record_each
from anlin.records.actions.intake import KnownDifferentlyError
from anlin.records.rules import Entry, EvidenceKind

_WORDS = {
    "temperature": ("体温", "the temperature"),
    "spo2": ("血氧", "the oxygen saturation"),
    "breathing": ("呼吸", "the breathing rate"),
    "symptoms": ("症状", "symptoms"),
}


class Told(Protocol):
    """One resident's values as a device or a page tells them."""

    @property
    def id(self) -> UUID:
        """Return the id that the device gave it."""

    @property
    def at(self) -> datetime:
        """Return when it was measured, as claimed."""

    @property
    def body(self) -> RoundBody:
        """Return what was measured."""

    @property
    def seq(self) -> int | None:
        """Return the running number on a phone, or None."""

    @property
    def recorder(self) -> int | None:
        """Return who did it, if it was not who sends it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A resident's values of this moment, told on a page."""

    id: UUID
    at: datetime
    body: RoundBody
    seq: int | None = None
    recorder: int | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """An entry with what the law makes of it, and the stay it belongs to."""

    stay: Stay
    entry: Entry
    verdict: Verdict


def take_in(*, items: Sequence[Told], by: Viewer, at: datetime) -> list[int | Problem]:
    """Take in values of a round; return each submission's number, or why it cannot stand.

    A reading that warns raises its warning in the same transaction.
    Cost: nine statements for any number of residents, one more if somebody is warned about.
    """
    if not by.may(Right.CARE):
        return [NotYoursError(field="subject") for _ in items]
    with at_work(by):
        stays = _stays({item.body.subject for item in items}, by)
        law = Law(local_day(at))
        known = _before(list(stays.values()), law, at)
        made = [_judged(item, stays, law, known, at) for item in items]
        fit = [each for each in made if isinstance(each, _Judged)]
        receipts = record_each(
            entries=[each.entry for each in fit], by=by, at=at,
            device=f"device:{by.device}" if by.device else "",
            recorder=next((item.recorder for item in items), None),
        )  # fmt: skip
        fresh = [each for each, receipt in zip(fit, receipts, strict=True)
                 if receipt.taken is Taken.ACCEPTED and each.verdict.warns]  # fmt: skip
        _raise_warnings(fresh, by, at)
        told = iter(receipts)
        return [each if isinstance(each, Problem) else _outcome(next(told)) for each in made]


def _outcome(receipt: Receipt) -> int | Problem:
    if receipt.taken is Taken.CONFLICT:
        return KnownDifferentlyError(field="id")
    return receipt.problem or receipt.submission


def _stays(persons: set[int], by: Viewer) -> dict[int, Stay]:
    found = Stay.objects.filter(
        person__in=persons, until=None, state=State.IN, place__gte=by.lo, place__lt=by.hi
    )
    return {each.person_id: each for each in found.select_related("person")}


def _before(stays: Sequence[Stay], law: Law, at: datetime) -> Mapping[int, Before]:
    if not stays:
        return {}
    homes = {each.home for each in stays}
    back = max(law.look_back(home) for home in homes)
    return before(sorted(homes), [each.person_id for each in stays], at, back)


def _judged(
    item: Told, stays: Mapping[int, Stay], law: Law, known: Mapping[int, Before], at: datetime
) -> "_Judged | Problem":
    stay = stays.get(item.body.subject)
    if stay is None:
        return NotOnRoundError(field="subject")
    content = msgspec.to_builtins(item.body)
    for name in ("subject", "corrects"):
        content.pop(name, None)
    tables = law.tables(stay.home)
    age = local_day(item.at).toordinal() - stay.person.born_on.toordinal()
    facts = facts_of(content, int(age / 30.4375))
    lacking = missing(facts, tables)
    if lacking and item.body.not_done is None:
        zh, en = zip(*(_WORDS[name] for name in lacking), strict=True)
        return ReasonNeededError(field=lacking[0], what="、".join(zh), what_en=", ".join(en))
    usual = law.usual(known.get(stay.person_id), stay.home)
    verdict = judge(tables, facts, usual, law.bounds(stay.home))
    entry = Entry(
        client_id=item.id, subject=stay.person_id, place=stay.home, occurred_at=item.at,
        kinds=kinds_of(item.body, lacking), content=content, corrects=item.body.corrects,
        seq=item.seq, found=(EvidenceKind.WARNING,) if verdict.warns else (),
    )  # fmt: skip
    return _Judged(stay, entry, verdict)


def _raise_warnings(found: Sequence[_Judged], by: Viewer, at: datetime) -> None:
    if not found:
        return
    Warning.objects.bulk_create(
        [
            Warning(
                institution_id=each.stay.institution_id, place=each.stay.place,
                home=each.stay.home, person_id=each.stay.person_id,
                reading=each.entry.client_id, level=each.verdict.level,
                found=_found(each), occurred_at=min(each.entry.occurred_at, at), raised_at=at,
            )
            for each in found
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    first = found[0].stay
    journal("raise_warnings", first.institution, first.place, by=by, at=at,
            detail={"warnings": len(found)})  # fmt: skip


def _found(judged: _Judged) -> dict[str, object]:
    """Return what decided, with the values, so that whoever takes over reads it at once."""
    return {
        "values": dict(judged.entry.content),
        "said": [asdict(each) for each in judged.verdict.said],
        "changes": [asdict(each) for each in judged.verdict.changes],
    }
