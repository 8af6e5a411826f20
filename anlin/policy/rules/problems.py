"""What can go wrong when law is looked up, released, adopted or ended."""

from anlin.base.problems import Problem


class UnknownOrderError(Problem):
    """No released order, clause or measure has this name."""

    code = "unknown-order"
    http = 404
    zh = "没有找到 {name}。"
    en = "There is no {name}."
    way_out_zh = "请从文件库选取。"
    way_out_en = "Please choose it from the library of orders."


class UnknownDraftError(Problem):
    """No draft of a local order has this number here."""

    code = "unknown-draft"
    http = 404
    zh = "没有第 {number} 号草稿。"
    en = "There is no draft {number}."
    way_out_zh = "请从本地文件列表里选取。"
    way_out_en = "Please choose it from the list of local orders."


class UnknownPackError(Problem):
    """No released pack has this name."""

    code = "unknown-pack"
    http = 404
    zh = "没有名为 {name} 的已发布规则包。"
    en = "No released pack is called {name}."
    way_out_zh = "请从文件库选取，或先发布它。"
    way_out_en = "Choose one from the library, or release it first."


class ReleasedOtherwiseError(Problem):
    """What is released already says something else."""

    code = "released-otherwise"
    http = 409
    zh = "{what} 已经发布，且与现在的内容不同；已发布的不能改。"
    en = "{what} is released already and says something else; what is released stays."
    way_out_zh = "请恢复原样，另加从新日期起的规定，并提高 version。"
    way_out_en = "Put it back, add a term from a later day, and raise the version."


class NotKnowinglyError(Problem):
    """A draft or a demonstration was to be adopted like an order in force."""

    code = "not-knowingly"
    zh = "{name} 是草案或演示，不是正式文件。"
    en = "{name} is a draft or a demonstration, not an order in force."
    way_out_zh = "确要采用，请勾选“我知道这是草案”。"
    way_out_en = 'To adopt it all the same, tick "I know that this is a draft".'


class OutsideJurisdictionError(Problem):
    """A pack was to be adopted where its issuer has no say."""

    code = "outside-jurisdiction"
    zh = "{name} 只管 {jurisdiction}，不管 {place}。"
    en = "{name} is made for {jurisdiction}, which does not include {place}."
    way_out_zh = "请选辖区内的地方。"
    way_out_en = "Choose a place inside it."


class PastDayError(Problem):
    """A change was to begin before today."""

    code = "past-day"
    zh = "{day} 已经过去；过去的规定不能改。"
    en = "{day} has passed; what was in force then cannot change."
    way_out_zh = "请选今天（{today}）或以后。"
    way_out_en = "Choose today ({today}) or later."


class AlreadyAdoptedError(Problem):
    """The pack holds there on some of these days already."""

    code = "already-adopted"
    http = 409
    zh = "{name} 在 {place} 自 {since} 起已经采用。"
    en = "{name} holds in {place} already, from {since}."
    way_out_zh = "请先结束前一次采用，或选它结束以后的日期。"
    way_out_en = "End that adoption first, or choose a day after it."


class LooserHereError(Problem):
    """What the pack asks is less than what holds around or inside the place."""

    code = "looser-here"
    http = 409
    zh = "措施 {measure} 在 {place} 的要求（条款 {clause}）比 {outer} 的条款 {outer_clause} 宽松。"
    en = "{measure}: clause {clause} in {place} asks for less than {outer_clause} in {outer}."
    way_out_zh = "地方只能收紧；请另选规则包，或从上级结束以后的日期采用。"
    way_out_en = "Places only tighten: choose another pack, or a day after the one above has ended."


class AdoptionEndedError(Problem):
    """An adoption was to be ended that has ended, or had not begun."""

    code = "adoption-ended"
    http = 409
    zh = "这次采用已在 {until} 结束。"
    en = "This adoption has ended on {until}."
    way_out_zh = "不必再结束。"
    way_out_en = "There is nothing left to end."
