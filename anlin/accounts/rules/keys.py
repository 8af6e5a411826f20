"""Access keys: what a program may do in somebody's name, for how long and how often."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anlin.accounts.rules.offices import Right
from anlin.base.problems import Problem

KEY_DAYS = 90
MOST_KEYS = 20
PREFIX = "anlin_"


class Scope(StrEnum):
    """What a key is for; it never carries more than the role of its grant holds."""

    READ = "read"
    RECORD = "record"
    LEAD = "lead"


CARRIES: Mapping[Scope, frozenset[Right]] = {
    Scope.READ: frozenset({Right.NAMES, Right.BOARD, Right.STAFF}),
    Scope.RECORD: frozenset({Right.NAMES, Right.RECORD}),
    Scope.LEAD: frozenset({Right.NAMES, Right.BOARD, Right.STAFF, Right.EXCUSE}),
}


class KeyTooLongError(Problem):
    """A key was to live longer than any may, or not at all."""

    code = "key-too-long"
    zh = "密钥的有效期要在 1 到 {days} 天之间。"
    en = "A key lives from 1 to {days} days."
    way_out_zh = "请缩短有效期，到期再换新的。"
    way_out_en = "Choose fewer days; make a new one when it ends."


class KeyByKeyError(Problem):
    """A program asked for another key, or wanted to end one."""

    code = "key-by-key"
    http = 403
    zh = "密钥只能由本人登录后建立或停用。"
    en = "Keys are made and ended only by somebody who signs in."
    way_out_zh = "请登录后打开“访问密钥”。"
    way_out_en = "Sign in and open the page of access keys."


class NoScopeError(Problem):
    """A key that may do nothing, or something its role may not."""

    code = "key-without-scope"
    zh = "请至少选一项您的角色允许的用途。"
    en = "Choose at least one use that your role allows."
    way_out_zh = "读取、登记、处理，至少选一项。"
    way_out_en = "Reading, recording or leading: one of them at least."


class TooManyKeysError(Problem):
    """Somebody keeps more keys than anyone can watch over."""

    code = "too-many-keys"
    http = 409
    zh = "您已有 {most} 个有效密钥。"
    en = "You have {most} keys that work."
    way_out_zh = "请先停用不用的，再建新的。"
    way_out_en = "End those that are not used, then make a new one."


class UnknownKeyError(Problem):
    """The key to end is not one's own, or has ended."""

    code = "unknown-key"
    http = 404
    zh = "没有找到这个密钥，或它已停用。"
    en = "There is no such key, or it has ended."
    way_out_zh = "请刷新页面再看。"
    way_out_en = "Reload the page and look again."


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many requests a key has left, as of when."""

    left: float
    at: datetime


def carried(scopes: Iterable[str]) -> frozenset[Right]:
    """Return the rights that a key with these scopes can carry at most."""
    return frozenset().union(*(CARRIES[Scope(scope)] for scope in scopes))


def fitting(scopes: Iterable[Scope], rights: frozenset[Right]) -> frozenset[Scope]:
    """Return the scopes that a role with `rights` can use: of recording and leading the act."""
    acts = {Scope.RECORD: Right.RECORD, Scope.LEAD: Right.BOARD}
    return frozenset(each for each in scopes if each not in acts or acts[each] in rights)


def draw(allowance: Allowance | None, at: datetime, per_minute: int) -> Allowance | None:
    """Take one request off; None if nothing is left: it comes back evenly over the minute."""
    if allowance is None:
        return Allowance(per_minute - 1.0, at)
    passed = max(0.0, (at - allowance.at).total_seconds())
    left = min(float(per_minute), allowance.left + passed * per_minute / 60)
    return Allowance(left - 1, at) if left >= 1 else None
