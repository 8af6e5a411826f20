"""What can go wrong with an item that a phone sends, and with sending."""

from anlin.base.problems import Problem


class UnknownKindError(Problem):
    """The server does not know this kind of item, or not in this form."""

    code = "unknown-kind"
    http = 422
    zh = "服务器还不认识“{kind}”这种记录。"
    en = "The server does not know items of the kind “{kind}”."
    way_out_zh = "记录已保留；服务器升级后可以收下。"
    way_out_en = "The item is kept; it can be taken in when the server has been brought up to date."


class ImplausibleError(Problem):
    """What an item says does not have the agreed form, or cannot be."""

    code = "implausible"
    http = 422
    zh = "“{zh_part}”不合格式，或者不可能。"
    en = "“{en_part}” is not in the agreed form, or cannot be."
    way_out_zh = "原样已保留；请本人重新登记一条。"
    way_out_en = "It is kept as it came; whoever sent it records it anew."


class TwiceError(Problem):
    """The id of an item came before with other content."""

    code = "same-id-other-content"
    http = 409
    zh = "同一编号以前来过，内容不同。"
    en = "The same id came before with other content."
    way_out_zh = "两条都已保留，先到的算数，由社区核对。"
    way_out_en = "Both are kept and the first one counts; the community compares them."


class CouldNotError(Problem):
    """Taking an item in broke on our side; it is kept apart so that it stops no other."""

    code = "could-not-take-in"
    http = 500
    zh = "服务器收这条记录时出错。"
    en = "Something broke on our side when this item was taken in."
    way_out_zh = "记录已保留；查明后由社区收下。"
    way_out_en = "The item is kept; the community takes it in when the cause is found."


class BusyError(Problem):
    """Too many phones send at this moment."""

    code = "busy"
    http = 503
    zh = "现在同步的人太多。"
    en = "Too many phones are sending at this moment."
    way_out_zh = "手机会过一会儿自动再发，不用操作。"
    way_out_en = "The phone tries again by itself in a while; there is nothing to do."
