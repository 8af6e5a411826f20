"""People on the way: where they come from, and who is in charge until the other side accepts."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from anlin.base.problems import Problem

NO_NUL = r"^[^\x00]*$"
Text = Annotated[str, Meta(min_length=1, max_length=100, pattern=NO_NUL)]
Note = Annotated[str, Meta(max_length=300, pattern=NO_NUL)]
Serial = Annotated[int, Meta(ge=1, le=2**62)]
Subject = Serial | UUID
Carrier = Literal["train", "plane", "bus", "car", "ship", "other"]
CARRIERS: tuple[Carrier, ...] = ("train", "plane", "bus", "car", "ship", "other")
LONGEST_AGO = timedelta(days=60)  # of an arrival that still matters


class Coming(StrEnum):
    """Where somebody comes from, as far as orders tell it apart."""

    EPIDEMIC = "epidemic"
    FESTIVAL = "festival"
    ELSEWHERE = "elsewhere"


class Answer(StrEnum):
    """What became of a hand-over."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"


class Leg(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One part of a journey: when, by what, with which number, from where to where."""

    on: date
    by: Carrier
    start: Text
    end: Text
    number: Annotated[str, Meta(max_length=20, pattern=NO_NUL)] = ""


class TravellerBody(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody arrived, as a phone sends it; `to` is the community they go on to, if another one.

    `subject` is a person's number, or the id of the item that registered the person offline.
    """

    subject: Subject
    coming: Literal["epidemic", "festival", "elsewhere"]
    origin: Text
    arrived_on: date
    legs: Annotated[list[Leg], Meta(max_length=10)] = []
    to: Annotated[str, Meta(pattern=r"^([0-9]{12})?$")] = ""
    note: Note = ""


class HandoverAnswerBody(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the community of destination says, as a phone sends it.

    `place` (code of the building) and `door` say where an accepted person lives; `to` is the
    community that somebody is passed on to; `word` says why one is sent back or passed on.
    """

    handover: Serial
    answer: Literal["accepted", "returned", "passed"]
    place: Annotated[str, Meta(pattern=r"^([0-9]{18})?$")] = ""
    door: Annotated[str, Meta(max_length=40, pattern=NO_NUL)] = ""
    to: Annotated[str, Meta(pattern=r"^([0-9]{12})?$")] = ""
    word: Note = ""


def plausible(arrived_on: date, today: date) -> bool:
    """Tell whether a day of arrival can be meant: not to come, and not long past."""
    return today - LONGEST_AGO <= arrived_on <= today


class HandoverOpenError(Problem):
    """Somebody is offered to a community already."""

    code = "handover-open"
    http = 409
    zh = "这个人已在交接中，等对方答复。"
    en = "This person is being handed over already; the other side has not answered."
    way_out_zh = "请先等答复，或撤回原来的交接。"
    way_out_en = "Wait for the answer, or take the earlier hand-over back."


class NoSuchCommunityError(Problem):
    """A hand-over to what is no community, or to one's own."""

    code = "no-such-community"
    zh = "没有这个社区，或者就是本社区。"
    en = "There is no such community, or it is your own."
    way_out_zh = "请输入社区名称或 12 位代码，从列出的社区中选一个。"
    way_out_en = "Type the community's name or its 12 digits, and choose one of those listed."


class WordNeededError(Problem):
    """Somebody is sent back or passed on and nobody says why."""

    code = "word-needed"
    zh = "退回或转交要写明原因。"
    en = "Say why the person is sent back or passed on."
    way_out_zh = "请写一句原因，对方要看。"
    way_out_en = "Write a sentence: the other side reads it."


class ArrivalError(Problem):
    """A day of arrival that cannot be meant."""

    code = "arrival-day"
    zh = "到达日期 {day} 不对：不能晚于今天，也不能早于 60 天前。"
    en = "The day of arrival {day} cannot be right: it lies ahead, or more than 60 days back."
    way_out_zh = "请核对日期。"
    way_out_en = "Please check the day."


class DoorNeededError(Problem):
    """Somebody is accepted and nobody says where they live."""

    code = "door-needed"
    zh = "接收时要写明住在哪栋楼哪一户。"
    en = "Say in which building and behind which door the person lives."
    way_out_zh = "请选楼栋并填写门牌。"
    way_out_en = "Choose the building and enter the door."
