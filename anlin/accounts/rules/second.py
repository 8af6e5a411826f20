"""When one administrator is not enough, and what can go wrong when accounts are managed."""

from datetime import datetime

from anlin.accounts.rules.offices import OFFICES, Right, Role, Viewer
from anlin.base.problems import Problem
from anlin.places.rules import span

SOON_DAYS = 30
WEIGHTY = frozenset({Right.NAMES, Right.MANAGE, Right.ADOPT, Right.JOURNAL})
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # of a first password: none that look alike
DRAWN = 16  # of them: 79 bits
_GROUP = 4


class SecondNeededError(Problem):
    """Who made the account, or gave it a password, wants to give it a weighty role alone."""

    code = "second-needed"
    http = 403
    zh = "这个账号是您建立或设过密码的，不能由您一人授予看姓名、管账号、定规定或查日志的角色。"
    en = (
        "You made this account or gave it a password, so you cannot alone give it a role that"
        " sees names, manages accounts, makes rules or reads the journal."
    )
    way_out_zh = "请提交复核，由另一位系统管理员确认。"
    way_out_en = "Propose it, and let another system administrator confirm it."


class SameHandError(Problem):
    """Whoever proposed a role, or is to hold it, wants to confirm it."""

    code = "same-hand"
    http = 403
    zh = "提出的人和被授权的人都不能自己确认。"
    en = "Neither who proposed a role nor who is to hold it can confirm it."
    way_out_zh = "请找本地或上级的另一位系统管理员确认。"
    way_out_en = "Ask another system administrator of this place or one above."


class ProposalShutError(Problem):
    """A proposal was answered, or its time is up."""

    code = "proposal-shut"
    http = 409
    zh = "这项授权已经有人答复，或已过期。"
    en = "This proposal was answered, or its time is up."
    way_out_zh = "请刷新页面，看现在的情况；需要时重新提出。"
    way_out_en = "Reload the page to see how it stands, and propose it anew where needed."


class RoleTwiceError(Problem):
    """The person holds that role there already, or it waits to be confirmed."""

    code = "role-twice"
    http = 409
    zh = "这个人在这里已有这个角色，或正在等待确认。"
    en = "The person holds this role here already, or it waits to be confirmed."
    way_out_zh = "请换一个角色或地方，或先结束原来的。"
    way_out_en = "Choose another role or place, or end the earlier one first."


class SpellError(Problem):
    """Something is to end before it begins, or before today."""

    code = "ends-before-it-begins"
    zh = "最后一天不能早于第一天，也不能早于今天。"
    en = "The last day lies before the first one, or before today."
    way_out_zh = "请改日期。"
    way_out_en = "Please change the days."


class AccountEndedError(Problem):
    """An account that has ended was to get a role, a password or a later end."""

    code = "account-ended"
    http = 409
    zh = "这个账号已经停用。"
    en = "This account has ended."
    way_out_zh = "请为这个人建立新账号。"
    way_out_en = "Make a new account for the person."


def needs_second(by: Viewer | None, role: Role, made_by: int | None, keyed_by: int | None) -> bool:
    """Tell whether another administrator must confirm that `by` gives `role` to an account.

    One person alone could otherwise make somebody up and read everybody's names, make the rules,
    read what is kept about that person, or be the second administrator, too. Whoever runs the
    installation needs nobody.
    """
    if by is None or by.user not in (made_by, keyed_by):
        return False
    return bool(OFFICES[role].rights & WEIGHTY)


def may_confirm(by: Viewer, *, proposer: int, holder: int, place: str, from_code: str) -> bool:
    """Tell whether `by` is a second administrator: another one, of the proposer's place or above.

    Raises:
        SameHandError: the actor proposed it, or is to hold it.
    """
    if by.user in (proposer, holder):
        raise SameHandError
    reached = (span(place), span(from_code))
    return by.may(Right.MANAGE) and all(by.covers_all(lo, hi) for lo, hi in reached)


def check_spell(since: datetime, until: datetime, at: datetime) -> None:
    """Check that a role or account ends after it begins, and later than now.

    Raises:
        SpellError: it does not.
    """
    if until <= max(since, at):
        raise SpellError(field="last")


def grouped(letters: str) -> str:
    """Return letters in groups of four, so that they can be read out: k7mp-x3qd-9wrt-hn4c."""
    return "-".join(letters[n : n + _GROUP] for n in range(0, len(letters), _GROUP))
