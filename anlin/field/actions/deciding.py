"""What a supervisor says to an item that waits: taken in after all, or set aside; once."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import msgspec
from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base import sql
from anlin.base.intake import Item
from anlin.base.problems import Problem
from anlin.field.actions.kinds import KINDS
from anlin.field.models import Aside, Decision
from anlin.field.rules import Standing, UnknownKindError, implausible
from anlin.journal.actions import write


class NotYoursToDecideError(Problem):
    """An item that waits is out of sight, the own, or decided on already."""

    code = "not-yours-to-decide"
    http = 403
    zh = "这条记录不归您决定，或者已经有人决定了。"
    en = "This item is not yours to decide on, or somebody has decided already."
    way_out_zh = "请刷新页面；自己的记录由上一级决定。"
    way_out_en = "Reload the page; your own items are decided on one level up."


def take_after_all(*, aside: int, reason: str, by: Viewer, at: datetime) -> None:
    """Take an item in that waited, as done by who sent it; the reason is kept.

    One whose id came before with other content takes the place of the first as its correction.

    Raises:
        NotYoursToDecideError: out of sight, the own, or decided on already.
        Problem: it still cannot be taken in; nothing is kept.
    """
    with transaction.atomic():
        waits = _mine(aside, by)
        kind = KINDS.get(waits.kind)
        if kind is None or waits.at is None:
            raise UnknownKindError(field="kind", kind=waits.kind)
        body = _body(waits, kind.form)
        if waits.standing == Standing.CONFLICT:
            number_of_it = uuid5(waits.client_id, bytes(waits.digest).hex())
            body = _correcting(body, waits.client_id)
        else:
            number_of_it = waits.client_id
        named = [each for each in msgspec.structs.astuple(body) if isinstance(each, UUID)]
        found = sql.rows("field/made", {"user": waits.user_id, "ids": named})
        item = Item(
            number_of_it, waits.seq, waits.at, body,
            made={row.client_id: row.number for row in found}, recorder=waits.user_id,
        )  # fmt: skip
        (outcome,) = kind.take_in(items=[item], by=by, at=at)
        if isinstance(outcome, Problem):
            raise outcome
        _decide(waits, True, outcome or None, reason, by, at)


def set_aside(*, aside: int, reason: str, by: Viewer, at: datetime) -> None:
    """Say that an item that waited does not count, and why; it stays as it came.

    Raises:
        NotYoursToDecideError: out of sight, the own, or decided on already.
    """
    with transaction.atomic():
        _decide(_mine(aside, by), False, None, reason, by, at)


def _mine(aside: int, by: Viewer) -> Aside:
    found = Aside.objects.filter(pk=aside, decision=None).first()
    may = by.may(Right.RECORD) and by.names and not by.device
    if found is None or not may or not by.covers(found.place) or found.user_id == by.user:
        raise NotYoursToDecideError
    return found


def _body(waits: Aside, form: type[Any]) -> Any:  # noqa: ANN401 - the form of its kind
    try:
        return msgspec.convert(waits.body, form, strict=True)
    except msgspec.ValidationError as error:
        raise implausible(str(error)) from error


def _correcting(body: Any, earlier: UUID) -> Any:  # noqa: ANN401 - the form of its kind
    """Return a body that takes the place of the earlier item, where its kind can."""
    if "corrects" not in body.__struct_fields__:
        raise implausible("at `$.corrects`")
    return msgspec.structs.replace(body, corrects=earlier)


def _decide(
    waits: Aside, taken: bool, number: int | None, reason: str, by: Viewer, at: datetime
) -> None:
    Decision.objects.create(
        aside=waits, place=waits.place, taken=taken, number=number, reason=reason, by_id=by.user,
        at=at,
    )  # fmt: skip
    write(
        by=by, verb="field.take_in" if taken else "field.set_aside", place=waits.place,
        subject=f"field_aside:{waits.pk}", at=at, reason=reason,
    )  # fmt: skip
