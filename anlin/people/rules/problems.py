"""What can go wrong with the ledger, in words."""

from anlin.base.problems import Problem


class BadIdentityError(Problem):
    """An identity number that cannot be one."""

    code = "bad-identity-number"
    zh = "这个公民身份号码不对：{zh}。"
    en = "This identity number cannot be right: {en}."
    way_out_zh = "请对照证件重新输入；没有号码时留空，填写出生日期和性别。"
    way_out_en = (
        "Please enter it again from the card; if there is none, leave it empty and give day of "
        "birth and sex."
    )


class DoubleIdentityError(Problem):
    """The number is known already, of somebody in sight of whoever registers."""

    code = "identity-under-review"
    http = 409
    zh = "这个公民身份号码在您的范围内已经登记过，没有再登记一次。"
    en = "This identity number is registered within your area already; it was not registered twice."
    way_out_zh = "请打开已登记的人：搬来的登记搬家，号码抄错的更正。"
    way_out_en = (
        "Please open who is registered: record a move, or correct the number that was mistyped."
    )


class BirthNeededError(Problem):
    """Neither a number nor day of birth and sex were given."""

    code = "birth-needed"
    zh = "没有身份号码时，要有出生日期和性别。"
    en = "Without an identity number, day of birth and sex are needed."
    way_out_zh = "请补填这两项。"
    way_out_en = "Please fill in both."


class FutureDayError(Problem):
    """A day that has not come yet."""

    code = "future-day"
    zh = "日期 {day} 还没有到。"
    en = "The day {day} has not come yet."
    way_out_zh = "请填写今天或以前的日期。"
    way_out_en = "Please give today or an earlier day."


class DayOrderError(Problem):
    """A change from a day on which a later one already holds."""

    code = "day-order"
    http = 409
    zh = "{day} 起已有较新的记录。"
    en = "A newer record holds from {day} on."
    way_out_zh = "请填写这一天以后的日期，或更正那条记录。"
    way_out_en = "Please give a later day, or correct that record."


class DoorTakenError(Problem):
    """Another household is registered behind this door."""

    code = "door-taken"
    http = 409
    zh = "门牌 {door} 已经登记了一户。"
    en = "A household is already registered at {door}."
    way_out_zh = "请打开该户添加人员，或核对门牌。"
    way_out_en = "Please add the person to that household, or check the door."


class GroupStateError(Problem):
    """Somebody joins a group they are in, or leaves one they are not in."""

    code = "group-state"
    http = 409
    zh = "这个人的特殊群体登记没有可更改的内容。"
    en = "This person's membership of the group is already so."
    way_out_zh = "请刷新后核对。"
    way_out_en = "Please reload and check."


class EmptyFieldError(Problem):
    """Something that must be said was left empty."""

    code = "empty-field"
    zh = "这一项不能为空。"
    en = "This must not be empty."
    way_out_zh = "请填写。"
    way_out_en = "Please fill it in."


class BadValueError(Problem):
    """A value that its field cannot hold."""

    code = "bad-value"
    zh = "“{value}”不是这一项能填的内容。"
    en = "“{value}” is nothing this field can hold."
    way_out_zh = "请填：{zh}。"
    way_out_en = "Please give {en}."


class UnknownFieldError(Problem):
    """A field that the ledger does not keep, or that no edit may change."""

    code = "unknown-field"
    zh = "台账里没有这一项，或者这一项不能这样更改。"
    en = "The ledger keeps no such field, or it is not changed this way."
    way_out_zh = "请更新应用后再试。"
    way_out_en = "Please update the app and try again."


class NoSuchStayError(Problem):
    """An event that does not fit where somebody lives now."""

    code = "no-such-stay"
    http = 409
    zh = "这个人现在的居住状态不能这样登记。"
    en = "This does not fit where the person lives now."
    way_out_zh = "请刷新后核对居住状态。"
    way_out_en = "Please reload and check where they live now."


class SameHouseholdError(Problem):
    """Somebody moves to where they live, or a household is joined to itself."""

    code = "same-household"
    http = 409
    zh = "本来就是这一户。"
    en = "This is the same household already."
    way_out_zh = "请选择另一户。"
    way_out_en = "Please choose another household."


class NobodyChosenError(Problem):
    """A household is split without saying who goes."""

    code = "nobody-chosen"
    zh = "没有选择分出去的人，或者把全户都选上了。"
    en = "Nobody was chosen, or everybody was."
    way_out_zh = "请至少选一人，并至少留一人；全户搬走请登记搬家或并户。"
    way_out_en = "Choose at least one and leave at least one; a whole household moves or is joined."


class AlreadySettledError(Problem):
    """Something that waited for a decision was decided already."""

    code = "already-settled"
    http = 409
    zh = "这一条已经有人处理过了。"
    en = "Somebody settled this already."
    way_out_zh = "请刷新列表。"
    way_out_en = "Please reload the list."
