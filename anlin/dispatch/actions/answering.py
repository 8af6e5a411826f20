"""Answering a need, passing it up, solving it, merging it into another; each a step for good."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from anlin.accounts.rules import Hand, Right, Viewer
from anlin.base.scope import open_scope
from anlin.base.sockets import MATTERS
from anlin.dispatch.models import Need, Step, Word
from anlin.dispatch.rules import (
    MergeError,
    NeedClosedError,
    NeedGoneError,
    NothingAboveError,
    State,
    Told,
    What,
    WordsMissingError,
    state_of,
)
from anlin.journal.actions import write
from anlin.people.actions.desk import NotYoursError
from anlin.records.actions import record
from anlin.records.rules import Entry, EvidenceKind

_CLOSED = (State.SETTLED, State.MERGED)
_PROOF = {
    What.ANSWERED: (EvidenceKind.NEED_ANSWERED,),
    What.SETTLED: (EvidenceKind.NEED_ANSWERED, EvidenceKind.NEED_SETTLED),
}


@dataclass(frozen=True, slots=True)
class _Desk:
    """A need held until the transaction ends, with its steps."""

    need: Need
    beside: Need | None
    steps: tuple[Step, ...]
    by: Viewer
    at: datetime

    @property
    def state(self) -> State:
        """Return what has become of it."""
        return _state(self.steps, self.at)

    @property
    def level(self) -> int:
        """Return the level that was asked last by a step."""
        passed = [each.level for each in self.steps if each.level is not None]
        return min([self.need.level, *passed])


@contextmanager
def _at(number: int, by: Viewer, at: datetime, beside: int = 0) -> Iterator[_Desk]:
    """Open the desk of a need, and of one beside it, for somebody who may deal with it.

    Whoever leads here may, and with a resident's need also whoever works with residents.
    """
    with open_scope(by.lo, by.hi, user=by.user, names=by.names):
        both = Need.objects.select_for_update().filter(pk__in=[number, beside]).order_by("pk")
        held = {each.pk: each for each in both}
        if number not in held:
            raise NeedGoneError
        need = held[number]
        if not (by.may(Right.BOARD) or (need.personal and by.may(Right.RECORD))):
            raise NotYoursError
        yield _Desk(need, held.get(beside), _steps(need), by, at)


def _steps(need: Need) -> tuple[Step, ...]:
    return tuple(Step.objects.filter(need=need).order_by("at", "pk"))


def _state(steps: Sequence[Step], at: datetime) -> State:
    told = [Told(What(each.what), each.at, each.other_id) for each in steps]
    return state_of(told, None, at)


def answer_need(number: int, *, word: str, by: Viewer, at: datetime) -> Step:
    """Say what is being done about a need: its first answer stops the clock.

    Raises:
        NeedClosedError: it is settled or merged.
        NeedGoneError: none in sight.
        NotYoursError: the role does not deal with needs.
        WordsMissingError: nothing was said.
    """
    with _at(number, by, at) as desk:
        _open(desk)
        return _step(desk, What.ANSWERED, word)


def settle_need(number: int, *, word: str, by: Viewer, at: datetime) -> Step:
    """Say how a need was solved; that answers it, too.

    Raises:
        NeedClosedError: it is settled or merged.
        NeedGoneError: none in sight.
        NotYoursError: the role does not deal with needs.
        WordsMissingError: nothing was said.
    """
    with _at(number, by, at) as desk:
        _open(desk)
        return _step(desk, What.SETTLED, word)


def pass_need(number: int, *, word: str, by: Viewer, at: datetime) -> Step:
    """Pass a need to the level above the one that has it, and say why; that answers nothing.

    Raises:
        NeedClosedError: it is settled or merged.
        NeedGoneError: none in sight.
        NotYoursError: the role does not deal with needs.
        NothingAboveError: the nation has it.
        WordsMissingError: nothing was said.
    """
    with _at(number, by, at) as desk:
        _open(desk)
        if desk.level == 0:
            raise NothingAboveError
        return _step(desk, What.PASSED, word, level=desk.level - 1)


def merge_need(number: int, *, into: int, word: str, by: Viewer, at: datetime) -> Step:
    """Let another need of the same kind stand for this one; both are kept.

    Raises:
        MergeError: the other one is this one, of another kind, or not open.
        NeedClosedError: it is settled or merged.
        NeedGoneError: none in sight.
        NotYoursError: the role does not deal with needs.
    """
    with _at(number, by, at, beside=into) as desk:
        _open(desk)
        other = desk.beside
        if other is None or other.pk == number or other.kind != desk.need.kind:
            raise MergeError(field="into")
        if _state(_steps(other), at) in _CLOSED:
            raise MergeError(field="into")
        return _step(desk, What.MERGED, word, other=other)


def reopen_need(number: int, *, word: str, by: Viewer, at: datetime) -> Step:
    """Open a settled or merged need again, and say why.

    Raises:
        NeedClosedError: it is open.
        NeedGoneError: none in sight.
        NotYoursError: the role does not deal with needs.
        WordsMissingError: nothing was said.
    """
    with _at(number, by, at) as desk:
        if desk.state not in _CLOSED:
            raise NeedClosedError
        return _step(desk, What.REOPENED, word)


def _open(desk: _Desk) -> None:
    if desk.state in _CLOSED:
        raise NeedClosedError


def _step(
    desk: _Desk, what: What, word: str, *, level: int | None = None, other: Need | None = None
) -> Step:
    """Write a step down with its words, its proof and its line in the journal."""
    if not word.strip() and what is not What.MERGED:
        raise WordsMissingError(field="word")
    need, by, at = desk.need, desk.by, desk.at
    made = Step.objects.create(
        need=need, place=need.place, what=what, level=level, other=other, at=at, by=by.user,
        from_place=by.lo,
    )  # fmt: skip
    with open_scope(need.place, need.place + 1, user=by.user, names=True):
        if word.strip():
            first = Word.objects.get(need=need, step=None)
            Word.objects.create(
                need=need, step=made, place=need.place, person_id=first.person_id,
                text=word.strip(),
            )  # fmt: skip
        _prove(made, by, at)
    write(
        by=by, verb=f"dispatch.{what}", place=need.place, at=at,
        subject=f"dispatch_need:{need.pk}",
        detail={"into": other.pk} if other else {"level": level} if level is not None else None,
    )  # fmt: skip
    return made


def _prove(made: Step, by: Viewer, at: datetime) -> None:
    """Let the heart know: an answer is evidence about the need, at the place it lies in."""
    kinds = _PROOF.get(What(made.what))
    if kinds is None:
        return
    hand = Hand(by.user, by.role, made.place, made.place + 1)
    entry = Entry(
        uuid5(NAMESPACE_OID, f"dispatch_step:{made.pk}"), MATTERS + made.need_id, made.place, at,
        kinds, {"need": made.need_id, "step": made.pk},
    )  # fmt: skip
    record(entries=[entry], by=hand, at=at)
