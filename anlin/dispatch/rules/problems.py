"""What can go wrong with a need, and the way out."""

from anlin.base.problems import Problem


class NeedGoneError(Problem):
    """No such need in sight."""

    code = "need-gone"
    http = 404
    zh = "在您的范围内没有这条需求。"
    en = "There is no such need within your area."
    way_out_zh = "请回到调度页，从列表打开。"
    way_out_en = "Go back to the dispatch page and open it from the list."


class NeedClosedError(Problem):
    """Something is done about a need that is settled or merged already."""

    code = "need-closed"
    http = 409
    zh = "这条需求已解决或已并入另一条，不能再这样处理。"
    en = "This need is settled or merged into another, so this cannot be done to it."
    way_out_zh = "确有必要，请先重新打开并说明原因。"
    way_out_en = "If it must be, open it again first and say why."


class NothingAboveError(Problem):
    """A need cannot be passed to a level above the nation's."""

    code = "nothing-above"
    http = 409
    zh = "上面没有更高一级可以转交。"
    en = "There is no level above to pass it to."
    way_out_zh = "请在本级答复。"
    way_out_en = "Answer it at this level."


class WordsMissingError(Problem):
    """Nobody said what is needed, or what was done."""

    code = "need-words"
    zh = "请用几个字写明。"
    en = "Please say it in a few words."
    way_out_zh = "提出或处理的人都要看得懂。"
    way_out_en = "Whoever asked and whoever helps has to understand it."


class MergeError(Problem):
    """A need cannot stand for another: it is the same one, of another kind, or not open."""

    code = "need-merge"
    http = 409
    zh = "这两条需求不能合并。"
    en = "These two needs cannot be merged."
    way_out_zh = "只能并入本范围内类别相同、尚未解决的另一条。"
    way_out_en = "Choose another need of the same kind in your area that is still open."
