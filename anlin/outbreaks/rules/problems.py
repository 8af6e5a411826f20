"""What can go wrong with a suspected case, and the way out."""

from anlin.base.problems import Problem


class NotASiteError(Problem):
    """An institution does not meet what a collective isolation site asks."""

    code = "not-a-site"
    http = 409
    zh = "还不能按集中隔离点管理（{clause}）：{lacking_zh}。"
    en = "It cannot be run as a collective isolation site yet ({clause}): {lacking_en}."
    way_out_zh = "请先在病例页核定接触者；人数不多的，可提议封闭管理。"
    way_out_en = "Decide on the contacts of the cases first; with few of them, propose to close."


class UnknownCaseError(Problem):
    """No such case here; whether elsewhere stays unsaid."""

    code = "unknown-case"
    http = 404
    zh = "在您的范围内没有这个疑似病例，或已经了结。"
    en = "There is no such suspected case within your area, or it is closed."
    way_out_zh = "请从“疑似病例”列表重新选择。"
    way_out_en = "Choose from the list of suspected cases."


class CaseTwiceError(Problem):
    """Somebody has an open case already."""

    code = "case-open-already"
    http = 409
    zh = "这个人已有一个未了结的疑似病例。"
    en = "This person has an open suspected case already."
    way_out_zh = "请打开那一个，接着往下办。"
    way_out_en = "Open that one and go on there."


class OfNobodyError(Problem):
    """A case of nobody, or of two at once."""

    code = "case-of-nobody"
    zh = "请选一名老人或一名员工。"
    en = "Choose one resident or one worker."
    way_out_zh = "从列表里选；不在列表里的，先登记入住或在岗。"
    way_out_en = "Choose from the list; register who is not on it first."


class ConfirmedError(Problem):
    """A case was confirmed before."""

    code = "case-confirmed"
    http = 409
    zh = "这一例已登记为确诊。"
    en = "This case was confirmed already."
    way_out_zh = "请刷新页面。"
    way_out_en = "Reload the page."


class StepDoneError(Problem):
    """A step was done before."""

    code = "step-done"
    http = 409
    zh = "这一步已经办过。"
    en = "This step was done already."
    way_out_zh = "请刷新页面。"
    way_out_en = "Reload the page."


class BeforeDetectedError(Problem):
    """A step lies before detection, or in the time to come."""

    code = "step-before-detected"
    zh = "时间要在发现（{since}）之后，且不晚于现在。"
    en = "The time must lie after detection ({since}) and not after now."
    way_out_zh = "请核对日期和时间。"
    way_out_en = "Check the day and the time."


class NotYetError(Problem):
    """Something is said to have been done in the time to come."""

    code = "outbreak-not-yet"
    zh = "时间不能晚于现在。"
    en = "The time must not lie after now."
    way_out_zh = "请核对日期和时间。"
    way_out_en = "Check the day and the time."


class NotClosedError(Problem):
    """A case cannot be closed yet."""

    code = "case-not-closed"
    http = 409
    zh = "还不能了结：{why_zh}。"
    en = "It cannot be closed yet: {why_en}."
    way_out_zh = "请先补齐；检测排除的，选“已排除”。"
    way_out_en = "Complete it first; if tests excluded it, choose “excluded”."


class ContactGoneError(Problem):
    """No such contact here."""

    code = "contact-gone"
    http = 404
    zh = "没有这名接触者。"
    en = "There is no such contact."
    way_out_zh = "请刷新名单。"
    way_out_en = "Reload the list."
