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
