"""What a carer or a phone says of one resident in a round."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from anlin.base.problems import Problem
from anlin.records.rules import Celsius, EvidenceKind, Note, Saturation, Serial, Symptoms

Breaths = Annotated[int, Meta(ge=4, le=80)]
Posture = Literal["rest", "after_activity"]
NotDone = Literal["asleep", "away", "refused", "emergency", "doctor", "equipment", "other"]


class ReasonNeededError(Problem):
    """Something was not measured, and nobody said why."""

    code = "round-reason-needed"
    zh = "{what}没有测，请说明原因。"
    en = "{what_en} was not measured: say why."
    way_out_zh = "请补测，或在“未测”里选一个原因；没测的不算正常。"
    way_out_en = "Measure it, or choose a reason under “not done”; what is missing is never normal."


class NotOnRoundError(Problem):
    """The person is not in the house of whoever records."""

    code = "not-on-round"
    http = 409
    zh = "这位住户现在不在您的机构里。"
    en = "This resident is not in your institution now."
    way_out_zh = "请核对是否已调床、请假或离院。"
    way_out_en = "They may have moved, be on leave, or have left: check the page of the house."


class RoundBody(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One resident's values in a round; what was not measured needs a reason.

    `subject` is the person's number. `corrects` is the id of an earlier item.
    Units: `temperature` in degrees Celsius as text, `spo2` in per cent, `breathing` a minute.
    """

    subject: Serial
    temperature: Celsius | None = None
    spo2: Saturation | None = None
    posture: Posture | None = None
    oxygen: bool | None = None
    breathing: Breaths | None = None
    symptoms: Symptoms | None = None
    not_done: NotDone | None = None
    note: Note = ""
    corrects: UUID | None = None


def kinds_of(body: RoundBody, lacking: Sequence[str]) -> tuple[EvidenceKind, ...]:
    """Return what a resident's values prove: a round only if nothing asked for is lacking."""
    kinds = [EvidenceKind.ROUND_PARTIAL if lacking else EvidenceKind.HEALTH_ROUND]
    if body.temperature is not None:
        kinds.append(EvidenceKind.TEMPERATURE)
    if body.symptoms:
        kinds.append(EvidenceKind.UNWELL)
    return tuple(kinds)
