"""What can go wrong in an institution's register, and the way out."""

from anlin.base.problems import Problem


class UnknownInstitutionError(Problem):
    """No such institution here; whether elsewhere stays unsaid."""

    code = "unknown-institution"
    http = 404
    zh = "在您的范围内没有这个机构。"
    en = "There is no such institution within your area."
    way_out_zh = "请从机构列表重新选择，或请区县民政登记。"
    way_out_en = "Choose from the list, or ask the county's civil affairs to register it."


class UnknownCommunityError(Problem):
    """No community here is called so, or several are."""

    code = "unknown-community"
    http = 404
    zh = "没有找到叫“{name}”的社区或村，或者有不止一个。"
    en = "No community here is called {name}, or several are."
    way_out_zh = "请填写完整名称或12位代码。"
    way_out_en = "Enter the whole name or the 12-digit code."


class UnknownPartError(Problem):
    """No such building, floor, room or bed stands there."""

    code = "unknown-part"
    http = 404
    zh = "这个机构里没有这个楼栋、楼层、房间或床位。"
    en = "This institution has no such building, floor, room or bed."
    way_out_zh = "请从机构页面重新选择。"
    way_out_en = "Choose it on the institution's page."


class NameTakenError(Problem):
    """The name stands there already."""

    code = "name-taken"
    http = 409
    zh = "这里已经有“{name}”。"
    en = "There is one called {name} here already."
    way_out_zh = "请换一个名称。"
    way_out_en = "Choose another name."


class BedTakenError(Problem):
    """Somebody lies in that bed, or it is kept for somebody away."""

    code = "bed-taken"
    http = 409
    zh = "床位“{bed}”已经有人。"
    en = "Bed {bed} is taken."
    way_out_zh = "请选空着的床位；请假的人保留床位。"
    way_out_en = "Choose a free one; somebody on leave keeps the bed."


class AlreadyInsideError(Problem):
    """Somebody has a stay that runs."""

    code = "already-inside"
    http = 409
    zh = "这个人已经在机构里。"
    en = "This person is in an institution already."
    way_out_zh = "要换床位请办理调床，离开请办理离院。"
    way_out_en = "Move the person to another bed, or let them leave first."


class NotInsideError(Problem):
    """Nobody of that number stays here now, or not in the way the act needs."""

    code = "not-inside"
    http = 409
    zh = "这个人现在不在这里，或者状态不符。"
    en = "This person does not stay here now, or is away."
    way_out_zh = "请刷新页面，核对是否已请假、离院或返回。"
    way_out_en = "Reload the page: they may have left, be on leave, or be back."


class NobodyLivesHereError(Problem):
    """People do not live in an institution of that kind."""

    code = "nobody-lives-here"
    http = 409
    zh = "这类机构不住人，没有床位。"
    en = "Nobody lives in an institution of this kind; it has no beds."
    way_out_zh = "请核对机构类别。"
    way_out_en = "Check the kind of institution."


class EarlierError(Problem):
    """Something is said to begin before what it follows, or in the time to come."""

    code = "earlier-than-before"
    http = 409
    zh = "时间不能早于上一次变动（{since}），也不能晚于现在。"
    en = "The time cannot lie before the last change ({since}) nor after now."
    way_out_zh = "请核对日期和时间。"
    way_out_en = "Check the day and the time."


class UnknownWarningError(Problem):
    """No such warning is in sight."""

    code = "unknown-warning"
    http = 404
    zh = "没有这条预警。"
    en = "There is no such warning here."
    way_out_zh = "请从预警列表重新选择。"
    way_out_en = "Choose it from the list of warnings."


class AlreadyTakenError(Problem):
    """Somebody took the warning over before."""

    code = "already-taken-over"
    http = 409
    zh = "这条预警已经有人接手。"
    en = "Somebody has taken this warning over already."
    way_out_zh = "请刷新页面，看是谁接的。"
    way_out_en = "Reload the page to see who."


class NotTakenError(Problem):
    """What came of a warning is said by whoever took it over."""

    code = "not-taken-over"
    http = 409
    zh = "这条预警还没有人接手。"
    en = "Nobody has taken this warning over yet."
    way_out_zh = "请先接手，再登记结果。"
    way_out_en = "Take it over first, then say what came of it."


class AlreadyClosedError(Problem):
    """Somebody said before what came of the warning."""

    code = "warning-closed"
    http = 409
    zh = "这条预警已经登记过结果。"
    en = "What came of this warning was said already."
    way_out_zh = "请刷新页面。"
    way_out_en = "Reload the page."


class UnknownBatchError(Problem):
    """No such batch is in sight."""

    code = "unknown-batch"
    http = 404
    zh = "没有这一批检测。"
    en = "There is no such batch of tests here."
    way_out_zh = "请从检测页面重新选择。"
    way_out_en = "Choose it from the page of tests."


class NobodyToTestError(Problem):
    """A batch without anybody."""

    code = "nobody-to-test"
    http = 409
    zh = "现在没有要检测的人。"
    en = "Nobody is there to be tested."
    way_out_zh = "请核对在院住户或员工名单。"
    way_out_en = "Check who is in the house, or the list of staff."


class ResultTwiceError(Problem):
    """Somebody wrote a first result of the same sample at the same moment."""

    code = "result-twice"
    http = 409
    zh = "同一个样本刚刚有人登记了结果。"
    en = "Somebody has just written down a result of the same sample."
    way_out_zh = "请刷新页面核对，需要时再更正。"
    way_out_en = "Reload the page and correct it if need be."
