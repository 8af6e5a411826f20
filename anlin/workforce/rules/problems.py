"""What can go wrong with staff, shifts and loans, and the way out."""

from anlin.base.problems import Problem


class UnknownPostError(Problem):
    """No such worker here; whether elsewhere stays unsaid."""

    code = "unknown-post"
    http = 404
    zh = "在您的范围内没有这名员工。"
    en = "There is no such worker within your area."
    way_out_zh = "请从员工名单重新选择。"
    way_out_en = "Choose from the list of staff."


class NotYetError(Problem):
    """Somebody may not start: a condition of an order is not met."""

    code = "may-not-start"
    http = 409
    zh = "还不能上岗，条款 {clauses}：{lacking_zh}。"
    en = "May not start yet, by {clauses}: {lacking_en}."
    way_out_zh = "请补齐缺的条件再办；条件齐了即可上岗。"
    way_out_en = "Complete what is missing; once it is there, the worker may start."


class OnDutyError(Problem):
    """Somebody was admitted to duty before."""

    code = "on-duty-already"
    http = 409
    zh = "已经准予上岗，不用再办。"
    en = "This worker was admitted to duty already."
    way_out_zh = "请刷新页面。"
    way_out_en = "Reload the page."


class NotOnDutyError(Problem):
    """Somebody was not admitted to duty, so no shift and no loan is theirs."""

    code = "not-on-duty"
    http = 409
    zh = "{name}还没有准予上岗。"
    en = "{name} is not admitted to duty."
    way_out_zh = "请先在员工页办理上岗。"
    way_out_en = "Admit them to duty on the staff page first."


class IsolatingError(Problem):
    """Somebody isolates already, or does not."""

    code = "isolation-shut"
    http = 409
    zh = "隔离观察的状态已经变了。"
    en = "The isolation of this worker has changed meanwhile."
    way_out_zh = "请刷新页面后再办。"
    way_out_en = "Reload the page, then go on."


class ShiftOverError(Problem):
    """A shift lies over another of the same worker."""

    code = "shift-over-another"
    http = 409
    zh = "与这名员工的另一班重叠。"
    en = "This lies over another shift of the same worker."
    way_out_zh = "请改时间，或换一个人。"
    way_out_en = "Change the time, or choose somebody else."


class ShiftLimitError(Problem):
    """A shift is too long, leaves too little rest, or is one day in a row too many."""

    code = "shift-over-limit"
    http = 409
    zh = "这一班不合条款 {clause}：{why_zh}。"
    en = "This shift breaks {clause}: {why_en}."
    way_out_zh = "请改时间、换一个人，或请求增援。"
    way_out_en = "Change the time, choose somebody else, or ask for reinforcement."


class ShiftGoneError(Problem):
    """No such shift, or it was taken back."""

    code = "shift-gone"
    http = 404
    zh = "这一班不在了，或已交接。"
    en = "This shift is gone, or was handed over."
    way_out_zh = "请刷新排班表。"
    way_out_en = "Reload the rota."


class RequestGoneError(Problem):
    """No such request for reinforcement, or it is closed."""

    code = "reinforcement-closed"
    http = 404
    zh = "没有这条增援请求，或已经了结。"
    en = "There is no such request, or it is closed."
    way_out_zh = "请刷新列表。"
    way_out_en = "Reload the list."


class LoanStepError(Problem):
    """A loan does not go that way now, or not by this side."""

    code = "loan-step"
    http = 409
    zh = "借调现在不能这样办。"
    en = "This loan cannot go that way now."
    way_out_zh = "请刷新，看它现在到哪一步、该由哪一方办。"
    way_out_en = "Reload to see where it stands and whose turn it is."


class LentError(Problem):
    """Somebody is lent already."""

    code = "lent-already"
    http = 409
    zh = "{name}已经在借调中。"
    en = "{name} is lent already."
    way_out_zh = "请换一个人。"
    way_out_en = "Choose somebody else."


class SpanBackwardsError(Problem):
    """Something ends before it begins, or asks for nobody."""

    code = "span-backwards"
    zh = "请核对：止要晚于起，人数至少1人。"
    en = "Please check: the end comes after the beginning, and at least one person is meant."
    way_out_zh = "请改正后再提交。"
    way_out_en = "Correct it and send it again."
