"""What can be recorded, and when an act is taken to have happened."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Annotated, Literal, Protocol
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from anlin.accounts.rules import Right
from anlin.base.problems import Problem

MOST_AHEAD = timedelta(minutes=5)
LONGEST_AGO = timedelta(days=366)
NO_NUL = r"^[^\x00]*$"  # which no text of the database can hold

_sorted = msgspec.json.Encoder(order="sorted").encode

Way = Literal["phone", "wechat", "door"]
Condition = Literal["well", "unwell", "not_reached"]
Symptom = Literal["fever", "cough", "breathless", "chest", "drowsy", "other"]
Need = Literal["medicine", "care", "daily", "psychological", "other"]
Number = Annotated[int, Meta(ge=0, le=100_000)]
Celsius = Annotated[str, Meta(pattern=r"^(3[4-9]|4[0-2])(\.[0-9])?$")]
Saturation = Annotated[int, Meta(ge=50, le=100)]
Serial = Annotated[int, Meta(ge=1, le=2**62)]
Subject = Serial | UUID
Symptoms = Annotated[list[Symptom], Meta(max_length=6)]
Needs = Annotated[list[Need], Meta(max_length=5)]
Note = Annotated[str, Meta(max_length=300, pattern=NO_NUL)]
Photo = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Photos = Annotated[list[Photo], Meta(max_length=9)]


class EvidenceKind(IntEnum):
    """What kind of act was recorded; packs use the names in lower case."""

    CONTACT = 1
    CONTACT_ATTEMPT = 2
    DAILY_REPORT = 3
    HEALTH_ROUND = 4
    TEMPERATURE = 5
    TEST = 6
    VISIT = 7
    UNWELL = 8
    NEED = 9
    ABNORMAL = 20
    CARE = 21
    HANDOVER_ANSWER = 22
    CLINIC_TOLD = 23
    CASE_REPORTED = 40
    CASE_ISOLATED = 41
    CASE_TREATED = 42
    CASE_DISINFECTED = 43
    REMAINS_HANDLED = 44
    SITE_EQUIPPED = 45
    MEDICAL_TEAM = 46
    STAFF_ROTATED = 47
    COUNSELLED = 48
    ROUND_PARTIAL = 80
    WARNING = 81
    WARNING_TAKEN = 82
    STAFF_TEST = 83
    NEED_ANSWERED = 30
    NEED_SETTLED = 31
    RECTIFIED = 32
    PROGRESS_TOLD = 33


def kind_named(name: str) -> EvidenceKind:
    """Return the kind that packs call `name`.

    Raises:
        KeyError: no kind has that name.
    """
    return EvidenceKind[name.upper()]


class MayNotRecordError(Problem):
    """Somebody records for a place that is not in their charge."""

    code = "may-not-record"
    http = 403
    zh = "您不能在这里登记。"
    en = "You cannot record anything here."
    way_out_zh = "请核对当前身份和所在网格,或请社区为您开通。"
    way_out_en = "Check the role and place you work under, or ask your community to grant them."


class TooLongAgoError(Problem):
    """An act is said to lie further back than anything is still settled by."""

    code = "too-long-ago"
    zh = "登记的时间太早,超过了一年。"
    en = "The time entered lies more than a year back."
    way_out_zh = "请核对日期和时间。"
    way_out_en = "Check the day and the time."


class KnownElsewhereError(Problem):
    """The client id was used before, at a place that is out of sight under this role."""

    code = "known-elsewhere"
    http = 409
    zh = "这条记录的编号已在别处用过,没有保存。"
    en = "The number of this entry was used elsewhere before; it was not saved."
    way_out_zh = "请重新打开页面再登记一次。"
    way_out_en = "Open the page anew and record it once more."


class NotAtHomeError(Problem):
    """An entry is about somebody who does not live at its place, or a place that is none."""

    code = "not-at-home"
    http = 409
    zh = "这个人不住在这里,或者没有这个地方。"
    en = "This person does not live at that place, or there is no such place."
    way_out_zh = "请先读取这里的名单,核对人员编号和地方代码。"
    way_out_en = "Read the list of this place and check the person's number and the place's code."


class NothingToCorrectError(Problem):
    """A correction names an entry of this subject that is not there, or was corrected before."""

    code = "nothing-to-correct"
    http = 409
    zh = "要更正的记录不存在,或者已经更正过。"
    en = "The entry to correct does not exist, or was corrected already."
    way_out_zh = "请刷新页面,在最新的一条上更正。"
    way_out_en = "Reload the page and correct the newest entry."


class Entry(Struct, frozen=True):
    """One thing somebody did, as a phone sends it; the phone makes `client_id`.

    `corrects` names an earlier entry by its client id; that one then no longer counts. `seq` is the
    phone's running number, so that a gap shows. `found` is what the law made of it when it came
    in; it is no part of what was sent.
    """

    client_id: UUID
    subject: int
    place: int
    occurred_at: datetime
    kinds: tuple[EvidenceKind, ...]
    content: Mapping[str, object] = {}
    corrects: UUID | None = None
    seq: int | None = None
    found: tuple[EvidenceKind, ...] = ()


class Recorder(Protocol):
    """Whoever records: a person at work, or a resident at the own link."""

    @property
    def user(self) -> int:
        """Return the number the entries stand under."""

    @property
    def role(self) -> str:
        """Return the role they act in."""

    @property
    def lo(self) -> int:
        """Return the first place in their charge."""

    @property
    def hi(self) -> int:
        """Return the first place after."""

    def may(self, right: Right) -> bool:
        """Tell whether they hold `right`."""

    def covers(self, place: int) -> bool:
        """Tell whether `place` is in their charge."""


def digest(entry: Entry) -> bytes:
    """Return the fingerprint of an entry's content: equal content, equal fingerprint."""
    content = {
        "subject": entry.subject,
        "place": entry.place,
        "occurred_at": entry.occurred_at.timestamp(),
        "kinds": sorted(entry.kinds),
        "content": dict(entry.content),
        "corrects": str(entry.corrects or ""),
    }
    return hashlib.sha256(_sorted(content)).digest()


def happened_at(claimed: datetime, received_at: datetime) -> datetime:
    """Return when an act counts as done: as claimed, but never after it was received."""
    return min(claimed, received_at)


def too_long_ago(claimed: datetime, received_at: datetime) -> bool:
    """Tell whether an act lies further back than anything is still settled by."""
    return claimed < received_at - LONGEST_AGO


def clock_ahead(claimed: datetime, received_at: datetime) -> bool:
    """Tell whether a phone's clock ran ahead by more than what networks explain."""
    return claimed > received_at + MOST_AHEAD


def kinds_of_contact(*, way: str, condition: str, measured: bool = False) -> Sequence[EvidenceKind]:
    """Return what a contact proves: nobody reached is an attempt, at the door it is a visit.

    One act yields one kind of contact, so that it never counts twice; with the temperature
    `measured` it is a reading beside.
    """
    if condition == "not_reached":
        return (EvidenceKind.CONTACT_ATTEMPT,)
    settles = EvidenceKind.VISIT if way == "door" else EvidenceKind.CONTACT
    beside = {EvidenceKind.TEMPERATURE: measured, EvidenceKind.UNWELL: condition == "unwell"}
    return (settles, *(kind for kind, shown in beside.items() if shown))


class Where(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a phone says it was: degrees, and how far off that may be in metres."""

    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    metres: Annotated[float, Meta(ge=0, le=100_000)]


class Contact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody was reached, or not: how, how they are, what was measured, what they need.

    `subject` is a person's number, or the id of the item that registered the person offline.
    `photos` are the SHA-256 of pictures sent beside. `corrects` is the id of an earlier item.
    Units: `temperature` in degrees Celsius as text, `spo2` in per cent.
    """

    subject: Subject
    way: Way
    condition: Condition
    temperature: Celsius | None = None
    spo2: Saturation | None = None
    symptoms: Symptoms = []
    needs: Needs = []
    note: Note = ""
    photos: Photos = []
    where: Where | None = None
    corrects: UUID | None = None

    @property
    def kinds(self) -> Sequence[EvidenceKind]:
        """Return what it proves."""
        shown = kinds_of_contact(
            way=self.way, condition=self.condition, measured=self.temperature is not None
        )
        return (*shown, EvidenceKind.NEED) if self.needs else shown


class Reading(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Temperature, and what else was measured or seen, without a contact of its own.

    Units: `temperature` in degrees Celsius as text, `spo2` in per cent.
    """

    subject: Subject
    temperature: Celsius
    spo2: Saturation | None = None
    symptoms: Symptoms = []
    note: Note = ""
    photos: Photos = []
    where: Where | None = None
    corrects: UUID | None = None

    @property
    def kinds(self) -> Sequence[EvidenceKind]:
        """Return what it proves."""
        measured = (EvidenceKind.TEMPERATURE,)
        return (*measured, EvidenceKind.UNWELL) if self.symptoms else measured


class NeedTold(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody needs, told without a contact of its own."""

    subject: Subject
    needs: Annotated[list[Need], Meta(min_length=1, max_length=5)]
    note: Note = ""
    photos: Photos = []
    where: Where | None = None
    corrects: UUID | None = None

    @property
    def kinds(self) -> Sequence[EvidenceKind]:
        """Return what it proves."""
        return (EvidenceKind.NEED,)
