"""Open or closed: how an institution is kept, and who may come in or go out."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from anlin.base.problems import Problem
from anlin.policy.rules import Asked


class Regime(StrEnum):
    """How an institution is kept: open by the guideline, closed, or a collective isolation site."""

    OPEN = "open"
    CLOSED = "closed"
    SITE = "site"


SHUT = frozenset({Regime.CLOSED, Regime.SITE})  # nobody comes in or goes out by the way


class Way(StrEnum):
    """What somebody asks to be let do although the institution is closed."""

    VISIT = "visit"
    ENTER = "enter"
    LEAVE = "leave"
    ADMIT = "admit"


VISITING = ("closed_entries", "gate_fever", "visitor_test_hours")
WORDS = {
    "closed_entries": ("封闭管理，没有获准的特殊情况", "closed, and no hardship case was granted"),
    "gate_fever": ("体温 {has} ℃，须低于 {wants} ℃", "{has} °C, must be below {wants} °C"),
    "visitor_test_hours": (
        "检测是 {has} 小时前，须在 {wants} 小时内",
        "tested {has} hours ago, must be within {wants}",
    ),
}


def hours_since(tested: datetime | None, at: datetime) -> int | None:
    """Return how many whole hours ago somebody was tested; a part of an hour counts as one."""
    if tested is None or tested > at:
        return None
    return -(-(at - tested) // timedelta(hours=1))


def lacking(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """Return which conditions are not met; from the fever limit on nobody comes in."""
    return tuple(each for each in asked if not _met(each))


def _met(each: Asked) -> bool:
    if each.limit.name == "gate_fever":
        return each.has is not None and each.has < each.limit.value
    return each.met


def in_words(asked: Asked) -> tuple[str, str]:
    """Return what a condition at the door asks and what is so, in Chinese and English."""
    zh, en = WORDS[asked.limit.name]
    wants = f"{asked.limit.value.normalize():f}"
    unknown = asked.has is None
    return (
        zh.format(has="未知" if unknown else f"{asked.has:f}", wants=wants),
        en.format(has="not known" if unknown else f"{asked.has:f}", wants=wants),
    )


def told(asked: Sequence[Asked]) -> dict[str, str]:
    """Return the clauses and words of conditions that are not met, for a problem."""
    words = [in_words(each) for each in asked]
    return {
        "clauses": ", ".join(dict.fromkeys(each.limit.clause for each in asked)),
        "lacking_zh": "；".join(zh for zh, _ in words),
        "lacking_en": "; ".join(en for _, en in words),
    }


class NotLetInError(Problem):
    """A visitor does not meet what is asked at the door."""

    code = "not-let-in"
    http = 409
    zh = "不能进入，条款 {clauses}：{lacking_zh}。"
    en = "May not come in, by {clauses}: {lacking_en}."
    way_out_zh = "已记为劝返；确有特殊情况的，请机构提出、由区县核定。"
    way_out_en = "Registered as turned away; for a hardship case the institution asks the county."


class ClosedError(Problem):
    """An institution is closed, and nobody granted an exception."""

    code = "institution-closed"
    http = 409
    zh = "机构正在封闭管理（{clause}），不能办理。"
    en = "The institution is closed ({clause}); this cannot be done now."
    way_out_zh = "确有特殊情况的，请在“开放还是封闭”页提出，由区县核定。"
    way_out_en = "For a hardship case ask the county on the page “Open or closed”."


class ProposalGoneError(Problem):
    """No such proposal here, or it was decided."""

    code = "regime-decided"
    http = 409
    zh = "这条提议不在了，或已经决定。"
    en = "This proposal is gone, or was decided already."
    way_out_zh = "请刷新页面，看最新的决定。"
    way_out_en = "Reload the page and look at the newest decision."


class NotApprovedError(Problem):
    """An institution opens only with the consent of the local mechanism."""

    code = "opening-not-approved"
    http = 403
    zh = "机构开放或封闭须由区县机制决定（{clause}），机构只能提议。"
    en = "Opening and closing are decided by the county ({clause}); an institution proposes."
    way_out_zh = "请提交提议，等候区县决定。"
    way_out_en = "Send the proposal, and wait for the county's decision."
