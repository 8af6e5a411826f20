"""What can go wrong with a report, and the way out."""

from anlin.base.problems import Problem


class NotTheirsError(Problem):
    """Somebody reports for a place or an institution that is not in their charge."""

    code = "report-not-yours"
    http = 403
    zh = "您不能替这里上报。"
    en = "You cannot report for this place."
    way_out_zh = "请换到社区工作者或机构值班的身份，或请上级开通。"
    way_out_en = "Switch to the role that answers for it, or ask the level above to give it to you."


class EmptyReportError(Problem):
    """A line of the report has no number: nothing is not zero."""

    code = "report-empty"
    http = 422
    zh = "有一行没有数字。空着不等于零。"
    en = "A line has no number. Empty is not zero."
    way_out_zh = "没有情况请填 0。"
    way_out_en = "Where there is nothing, enter 0."


class ReasonNeededError(Problem):
    """A number differs from what is recorded, or a report is corrected, and nobody says why."""

    code = "report-reason"
    http = 422
    zh = "改了数字或更正上报，要写原因。"
    en = "A changed number or a corrected report needs a reason."
    way_out_zh = "写一句话，让上级看得懂。"
    way_out_en = "Write one sentence that whoever reads it above understands."


class FactsMovedError(Problem):
    """Something was recorded while the report lay open."""

    code = "report-facts-moved"
    http = 409
    zh = "您看的时候又有新的登记，数字变了。"
    en = "Something was recorded while you looked: the numbers have changed."
    way_out_zh = "请看一眼标出的行，再确认一次。"
    way_out_en = "Look at the lines that are marked and confirm once more."


class MeanwhileError(Problem):
    """Somebody else reported the same day in the meantime; nothing is overwritten."""

    code = "report-meanwhile"
    http = 409
    zh = "这一天在此期间已经有人上报，没有覆盖。"
    en = "Somebody reported this day in the meantime; nothing was overwritten."
    way_out_zh = "请看已报的内容；不对的话写明原因再更正。"
    way_out_en = "Read what was reported; if it is wrong, correct it with a reason."


class LateDayError(Problem):
    """A report is about a day that has not come or lies too far back."""

    code = "report-day"
    http = 422
    zh = "只能上报今天和过去 {days} 天。"
    en = "Reports are taken for today and the {days} days before."
    way_out_zh = "请另选日期。"
    way_out_en = "Choose another day."


class SaidNothingError(Problem):
    """An urgent report or an answer has no words."""

    code = "said-nothing"
    http = 422
    zh = "还没有写内容。"
    en = "Nothing was written."
    way_out_zh = "请用一两句话写明情况；不要写姓名和证件号。"
    way_out_en = "Write one or two sentences; no names and no identity numbers."


class UnknownUrgentError(Problem):
    """No such urgent report here; whether elsewhere stays unsaid."""

    code = "unknown-urgent"
    http = 404
    zh = "在您的范围内没有这条紧急情况。"
    en = "There is no such urgent report within your area."
    way_out_zh = "请从列表里重新打开。"
    way_out_en = "Open it anew from the list."


class UnknownDoubtError(Problem):
    """No such doubt here; whether elsewhere stays unsaid."""

    code = "unknown-doubt"
    http = 404
    zh = "在您的范围内没有这条存疑。"
    en = "There is no such doubt within your area."
    way_out_zh = "请从列表里重新打开。"
    way_out_en = "Open it anew from the list."


class OwnDoubtError(Problem):
    """Whoever reported would settle the doubt about the own report."""

    code = "own-doubt"
    http = 403
    zh = "对自己上报的存疑，不能由自己认定。"
    en = "Nobody settles a doubt about the own report."
    way_out_zh = "请写明情况，由上一级认定。"
    way_out_en = "Explain it; the level above decides."


class AnsweredDoubtError(Problem):
    """The doubt is not waiting for this step."""

    code = "doubt-step"
    http = 409
    zh = "这条存疑现在不等这一步。"
    en = "This doubt does not wait for that now."
    way_out_zh = "请刷新页面，看它走到哪一步。"
    way_out_en = "Reload the page and see how it stands."


class UnknownChargeError(Problem):
    """No such charge here; whether elsewhere stays unsaid."""

    code = "unknown-charge"
    http = 404
    zh = "在您的范围内没有这项责任。"
    en = "There is no such charge within your area."
    way_out_zh = "请从责任表里重新打开。"
    way_out_en = "Open it anew from the page of who answers."


class ChargeDaysError(Problem):
    """The days of a charge run backwards, or meet the one before."""

    code = "charge-days"
    http = 422
    zh = "日期对不上：原来的责任自 {day} 起。"
    en = "These days do not fit: what stands began on {day}."
    way_out_zh = "请选更晚的日期；代管要在原责任的期限之内。"
    way_out_en = "Choose a later day; standing in lies within the days of the charge itself."


class ChargeTwiceError(Problem):
    """Somebody answers already on some of these days."""

    code = "charge-twice"
    http = 409
    zh = "这段时间已经有人负责。"
    en = "Somebody answers already on some of these days."
    way_out_zh = "请另选日期，或先结束原来的。"
    way_out_en = "Choose other days, or end the earlier one first."
