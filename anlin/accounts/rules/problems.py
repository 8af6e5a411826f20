"""What can go wrong with accounts, grants and signing in."""

from anlin.base.problems import Problem


class BadCredentialsError(Problem):
    """User name and password do not belong together, or the account has ended."""

    code = "bad-credentials"
    http = 401
    zh = "用户名或密码不对，或账号已停用。"
    en = "User name or password is not right, or the account has ended."
    way_out_zh = "请重新输入；忘记密码请找本级系统管理员。"
    way_out_en = "Please try again, or ask your system administrator for a new password."


class ShutError(Problem):
    """Too many failures in a short time."""

    code = "sign-in-shut"
    http = 429
    zh = "登录失败次数过多，已暂停登录 15 分钟。"
    en = "Too many failures: signing in is shut for 15 minutes."
    way_out_zh = "请稍后再试。"
    way_out_en = "Please try again later."


class NoGrantError(Problem):
    """The person holds no role now, or not the one asked for."""

    code = "no-grant"
    http = 403
    zh = "您目前没有这项授权。"
    en = "You do not hold this role now."
    way_out_zh = "请联系本级系统管理员。"
    way_out_en = "Please ask your system administrator."


class NotYoursError(Problem):
    """The actor's role or place does not reach that far."""

    code = "not-yours-to-manage"
    http = 403
    zh = "您的角色或辖区不允许这样做。"
    en = "Your role or your place does not allow this."
    way_out_zh = "请联系上一级系统管理员。"
    way_out_en = "Please ask the system administrator one level up."


class UsernameTakenError(Problem):
    """Somebody signs in by that name already."""

    code = "username-taken"
    http = 409
    zh = "这个用户名不能使用。"
    en = "This user name cannot be used."
    way_out_zh = "请换一个用户名。"
    way_out_en = "Please choose another."


class WrongLevelError(Problem):
    """A role is given at a place of a level where it does not exist."""

    code = "role-at-wrong-level"
    zh = "这个角色不能授予这一级的地方。"
    en = "This role cannot be given at a place of this level."
    way_out_zh = "请选择合适级别的地方。"
    way_out_en = "Please choose a place of a fitting level."


class WeakPasswordError(Problem):
    """The password is too short or known to everybody."""

    code = "weak-password"
    zh = "密码太短或太常见。"
    en = "The password is too short or too common."
    way_out_zh = "请至少使用 10 个字符，避开常见密码。"
    way_out_en = "Please use at least 10 characters and none of the common passwords."


class WrongPasswordError(Problem):
    """The old password is not the one kept."""

    code = "wrong-password"
    zh = "原密码不对。"
    en = "The old password is not right."
    way_out_zh = "请重新输入。"
    way_out_en = "Please type it again."


class HandoverTimesError(Problem):
    """A hand-over ends before it begins or before now, or lasts too long."""

    code = "handover-times"
    zh = "代班的起止时间不对：要在今天以后结束，最长 {days} 天。"
    en = "These times do not fit: a hand-over ends later than now and lasts at most {days} days."
    way_out_zh = "请改起止日期；更久的请到期再办一次。"
    way_out_en = "Change the days; for longer, hand over again when it ends."


class HandoverTwiceError(Problem):
    """Somebody stands in, or is asked to, in a part of that time."""

    code = "handover-twice"
    http = 409
    zh = "这段时间已经有人代班，或已经请了人。"
    en = "Somebody stands in for a part of that time already, or has been asked to."
    way_out_zh = "请先收回原来的代班，或另选日期。"
    way_out_en = "Withdraw the earlier hand-over first, or choose other days."


class NotAColleagueError(Problem):
    """The person asked does not work nearby, or is one of the two who ask."""

    code = "not-a-colleague"
    zh = "不能请这个人代班。"
    en = "This person cannot be asked to stand in."
    way_out_zh = (
        "请选同一社区（代管社区时选同一街道）的另一位工作人员；请别人代班，也不能请到自己头上。"
    )
    way_out_en = "Choose somebody else of the same community (for a community: of the same street)."


class HandoverShutError(Problem):
    """A hand-over was answered, withdrawn or is over."""

    code = "handover-shut"
    http = 409
    zh = "这次代班已经答复、收回或到期。"
    en = "This hand-over was answered, withdrawn or has ended."
    way_out_zh = "请刷新页面，看现在的情况；需要时重新请人。"
    way_out_en = "Reload the page to see how it stands, and ask anew where needed."
