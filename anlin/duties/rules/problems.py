"""What can go wrong when somebody answers for a lapse."""

from anlin.base.problems import Problem


class MayNotRelieveError(Problem):
    """Somebody without authority excuses a duty."""

    code = "may-not-relieve"
    http = 403
    zh = "您无权免除或豁免这项任务。"
    en = "You cannot excuse or exempt this duty."
    way_out_zh = "请向社区或街道说明原因,由其决定。"
    way_out_en = "Tell your community or street why; they decide."


class OwnDutyError(MayNotRelieveError):
    """Somebody excuses, or takes note of, what they owe themselves."""

    code = "own-duty"
    zh = "这是您自己该做的任务，您不能确认，也不能免除。"
    en = "You owe this duty yourself, so you can neither take note of it nor excuse it."
    way_out_zh = "请补做，或请上一级帮忙。"
    way_out_en = "Do it now, or ask the level above for help."


class ReasonNeededError(Problem):
    """An act that must say why says nothing."""

    code = "why-needed"
    http = 422
    zh = "没有写理由。"
    en = "No reason is given."
    way_out_zh = "请写一句，例如住院、外出、缺人手。"
    way_out_en = "Please write one sentence, such as in hospital, away, or short of hands."


class NotBeforeYouError(Problem):
    """The lapse was not put before the place that the actor leads."""

    code = "not-before-you"
    http = 404
    zh = "这条提醒没有发给您负责的地方。"
    en = "This lapse was not put before a place that you lead."
    way_out_zh = "请从提醒列表里打开。"
    way_out_en = "Please open it from your inbox."


class AlreadyAcknowledgedError(Problem):
    """The place took note already; a rung delays those above only once."""

    code = "already-acknowledged"
    http = 409
    zh = "本级已经有人确认接手。"
    en = "Somebody of this place took note already."
    way_out_zh = "不用再确认；做不了的请向上一级求助。"
    way_out_en = "Nothing more to do here; if it cannot be done, ask the level above."


class AlreadyAskedError(Problem):
    """The place above was asked already."""

    code = "already-asked"
    http = 409
    zh = "已经为这条向上一级求助过。"
    en = "The level above was asked about this already."
    way_out_zh = "请等上一级答复，着急就打电话。"
    way_out_en = "Wait for their answer, or call them if it is urgent."


class NobodyAboveError(Problem):
    """There is no level above to ask."""

    code = "nobody-above"
    http = 409
    zh = "上面没有更高一级了。"
    en = "There is no level above."
    way_out_zh = "请在本级决定。"
    way_out_en = "It is for you to decide."
