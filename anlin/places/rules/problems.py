"""What can go wrong with a place, and the way out."""

from anlin.base.problems import Problem


class UnknownPlaceError(Problem):
    """No place has this code."""

    code = "unknown-place"
    http = 404
    zh = "没有代码为 {code} 的地方。"
    en = "There is no place with the code {code}."
    way_out_zh = "请核对代码，或从上一级地方选起。"
    way_out_en = "Check the code, or choose from the place above."


class ClosedPlaceError(Problem):
    """The place is closed from that day on, or has an end already."""

    code = "place-closed"
    http = 409
    zh = "{name}在{on}不是开放状态，或已定好关闭日期。"
    en = "{name} is not open on {on}, or already has a closing day."
    way_out_zh = "请先重新开放，或选择它开放期内、首日之后的日期。"
    way_out_en = "Reopen it first, or choose a day after the first of a period in which it is open."


class OpenPlaceError(Problem):
    """Only a closed place can be reopened, from its closing day on."""

    code = "place-open"
    http = 409
    zh = "{name}在{on}还没有关闭，不能重新开放。"
    en = "{name} is not closed yet on {on} and cannot be reopened."
    way_out_zh = "请先关闭，或选择关闭当天及以后的日期。"
    way_out_en = "Close it first, or choose its closing day or a later one."


class ParentClosedError(Problem):
    """A place can be open only while the place above it is."""

    code = "place-above-closed"
    http = 409
    zh = "上级{name}自{on}起并非一直开放。"
    en = "{name}, the place above, is not open from {on} on."
    way_out_zh = "请先开放上级，或改用上级开放期内的日期。"
    way_out_en = "Open the place above first, or choose a day from which it is open."


class LaterChildError(Problem):
    """A place below opens on that day or later and would never have been open."""

    code = "place-below-opens-later"
    http = 409
    zh = "下级{name}在{on}当天或之后才开放。"
    en = "{name}, a place below, opens only on {on} or later."
    way_out_zh = "请选择下级开放之后的日期。"
    way_out_en = "Choose a day after the place below has opened."


class WrongLevelError(Problem):
    """A place of this kind cannot stand there, or cannot be changed here."""

    code = "place-wrong-level"
    zh = "{name}之下不能这样设立或调整。"
    en = "This cannot be set up or changed below {name}."
    way_out_zh = "县级以下可在此调整，其余随新版区划更新；网格在社区、村之下，楼栋在网格之下。"
    way_out_en = (
        "What lies below a county is changed here, the rest by a new edition of the divisions. "
        "Grids stand below a community, buildings below a grid."
    )


class NoSerialLeftError(Problem):
    """Every code of this kind below the parent is used."""

    code = "place-no-code-left"
    http = 409
    zh = "{name}之下这一类代码已经用完。"
    en = "No code of this kind is left below {name}."
    way_out_zh = "请换一个上级，例如新的网格或社区。"
    way_out_en = "Choose another place above, such as a new grid or community."


class SucceededError(Problem):
    """Its territory belongs to another place now."""

    code = "place-succeeded"
    http = 409
    zh = "{name}已拆分或合并到{into}，不能重新开放。"
    en = "{name} was split or merged into {into} and cannot be reopened."
    way_out_zh = "请在新的地方登记。"
    way_out_en = "Work with the new place."


class TooFewError(Problem):
    """A split needs two new names, a merge two places of one kind and parent."""

    code = "place-too-few"
    zh = "拆分至少要有两个新名称，合并至少要有同一上级、同一层级的两个地方。"
    en = "A split needs two new names; a merge needs two places of one level under one parent."
    way_out_zh = "请补全后再试。"
    way_out_en = "Complete the list and try again."


class NotSharedOutError(Problem):
    """Something below a place that is split goes nowhere."""

    code = "place-not-shared-out"
    zh = "还没有说清{name}之下的每一处归哪个新地方。"
    en = "It is not said of everything below {name} which new place it goes to."
    way_out_zh = "请给下面的每一处都选一个新地方。"
    way_out_en = "Choose a new place for each of those below."


class SameAgainError(Problem):
    """A new code would change nothing."""

    code = "place-same-again"
    http = 409
    zh = "{name}的名称、类别和上级都没有变。"
    en = "Neither the name of {name} changes, nor its kind, nor the place above."
    way_out_zh = "请改名称、类别或上级中的一项。"
    way_out_en = "Change one of the three."
