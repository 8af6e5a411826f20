"""What can go wrong at home, on the way and between two communities."""

from anlin.base.problems import Problem


class AlreadyObservedError(Problem):
    """Somebody is under observation already, for this event or a later one."""

    code = "already-observed"
    http = 409
    zh = "这个人从 {day} 起已在居家观察。"
    en = "This person is under home observation already, for an event of {day}."
    way_out_zh = "日期记错了，请先结束原来的观察，原因选“登记有误”，再重新登记。"
    way_out_en = "If that day is wrong, end that observation as a mistake and open it anew."


class NotObservedError(Problem):
    """Nobody is observed here who could be let go."""

    code = "not-observed"
    http = 409
    zh = "这个人现在不在居家观察。"
    en = "This person is not under home observation now."
    way_out_zh = "请刷新后核对。"
    way_out_en = "Please reload and check."


class TooLongPastError(Problem):
    """The days of observation that an event asks for have all passed."""

    code = "observation-past"
    zh = "从 {day} 起的 {lasts} 天观察期已过，不必登记。"
    en = "The {lasts} days of observation after {day} have passed; there is nothing to observe."
    way_out_zh = "请核对日期。"
    way_out_en = "Please check the day."


class NotOverError(Problem):
    """A release before the days the law asks for have passed."""

    code = "observation-not-over"
    http = 409
    zh = "观察期要到 {day} 24时才满，现在不能解除。"
    en = "Observation ends at 24:00 of {day}; it cannot be released before."
    way_out_zh = "请在期满后解除；确需提前的，用“提前结束”并说明依据。"
    way_out_en = "Release it when the days have passed; to end it early, say on which ground."


class StillAbnormalError(Problem):
    """A release while nobody has dealt with an abnormal reading."""

    code = "still-abnormal"
    http = 409
    zh = "还有一次异常没有处置，不能解除。"
    en = "An abnormal reading has not been dealt with; observation cannot be released."
    way_out_zh = "请先联系诊所并登记处置。"
    way_out_en = "Call the clinic and record what was decided first."


class NoCertificateError(Problem):
    """The orders in force let a community issue no such paper."""

    code = "no-certificate"
    http = 409
    zh = "本地现行文件不允许社区开具这种证明。"
    en = "The orders in force here let a community issue no such certificate."
    way_out_zh = "请看文件库中关于社区证明的条款。"
    way_out_en = "Read the clause on certificates in the order library."


class WrongEndingError(Problem):
    """A reason that does not end this kind, or a clause nobody knows."""

    code = "wrong-ending"
    zh = "不能以这个原因结束，或者没有这个条款。"
    en = "This cannot end for that reason, or there is no such clause."
    way_out_zh = "请选列出的原因；依据文件的，写出条款号，如 A-2.2。"
    way_out_en = (
        "Choose one of those listed; where an order allows it, give its clause, such as A-2.2."
    )


class LinkEndedError(Problem):
    """A resident's link that nobody made, that ran out or was ended."""

    code = "link-ended"
    http = 404
    zh = "这个链接不存在或已失效。"
    en = "This link does not exist, or works no longer."
    way_out_zh = "请向社区工作者要一个新的；身体不适请直接打电话。"
    way_out_en = "Ask the community worker for a new one; if you are unwell, telephone."


class TooManyTriesError(Problem):
    """A public page that is asked faster than people ask."""

    code = "too-many-tries"
    http = 429
    zh = "操作太频繁。"
    en = "That was too often in a short time."
    way_out_zh = "请过几分钟再试；身体不适请直接打电话。"
    way_out_en = "Please try again in a few minutes; if you are unwell, telephone."


class AnsweredError(Problem):
    """A request or a hand-over that is no longer open."""

    code = "answered-already"
    http = 409
    zh = "这一条已经答复过，或已不存在。"
    en = "This was answered already, or is not there any more."
    way_out_zh = "请刷新后查看。"
    way_out_en = "Please reload and look."
