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


class NotAskedToReadError(Problem):
    """An order holds at none of the places where somebody works."""

    code = "not-asked-to-read"
    http = 409
    zh = "{name} 目前在您工作的地方没有执行，不必登记已读。"
    en = "{name} is not in force where you work, so it is not yours to sign for."
    way_out_zh = "您仍可随时查阅它。"
    way_out_en = "You can still read it at any time."


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
    """What an order asks is less than what holds around the place, and no clause lets it."""

    code = "looser-here"
    http = 409
    zh = (
        "{place}的《{inner_zh}》（条款 {inner_clause}）对措施 {measure} 的{parameter_zh}要求偏低："
        "{outer_place}的《{outer_zh}》条款 {outer_clause} 要求{least_zh}。"
    )
    en = (
        "{measure}, {parameter_en}: clause {inner_clause} of “{inner_en}” in {place} asks for less "
        "than clause {outer_clause} of “{outer_en}” in {outer_place}, which says {least_en}."
    )
    way_out_zh = "请改为{least_zh}或更严；要放宽，须注明准许放宽的条款，或从上级文件结束以后起。"
    way_out_en = (
        "Write {least_en} or stricter; to ask for less, cite a clause that grants it, "
        "or begin after the order above has ended."
    )


class NotGrantedError(Problem):
    """A term asks for less and cites a clause that does not let it."""

    code = "not-granted"
    http = 409
    zh = "条款 {clause} 没有准许{place}在这一项、这些日子里放宽措施 {measure}。"
    en = (
        "Clause {clause} does not let {place} ask for less of measure {measure}, "
        "or not in this and on these days."
    )
    way_out_zh = "请改到不低于上级的要求，或引用准许放宽此项的条款。"
    way_out_en = "Ask for no less than the order above, or cite a clause that grants it."


class OrdersClashError(Problem):
    """Two orders begin on one day at one place and speak about one measure."""

    code = "orders-clash"
    http = 409
    zh = (
        "《{one_zh}》（条款 {one_clause}）与《{other_zh}》（条款 {other_clause}）"
        "都从{day}起对{place}的措施 {measure} 作出规定。"
    )
    en = (
        "“{one_en}” (clause {one_clause}) and “{other_en}” (clause {other_clause}) both order "
        "measure {measure} in {place} from {day}."
    )
    way_out_zh = "请让其中一份从另一天起，或先结束其中一份。"
    way_out_en = "Let one of them begin on another day, or end one of them first."


class NothingToTightenError(Problem):
    """A local order speaks about a measure that is not in force at its place."""

    code = "nothing-to-tighten"
    zh = "措施 {measure} 在{day}那天在{place}没有生效，没有可收紧的规定。"
    en = "Measure {measure} is not in force in {place} on {day}: there is nothing to tighten."
    way_out_zh = "请另选日期，或先采用规定它的规则包。"
    way_out_en = "Choose another day, or first adopt the pack that orders it."


class MeasureTwiceError(Problem):
    """A local order says nothing, or speaks about one measure twice."""

    code = "measure-twice"
    zh = "每份文件至少涉及一项措施，每项措施只写一条。"
    en = "An order speaks about at least one measure, and about each of them once."
    way_out_zh = "请删去重复的一条，或补上一条。"
    way_out_en = "Remove the clause that stands twice, or add one."


class DraftMovedError(Problem):
    """A draft was changed, withdrawn or released since it was read."""

    code = "draft-moved"
    http = 409
    zh = "这份草稿在此期间已有改动，现为第 {number} 稿（{state_zh}）。"
    en = "This draft has changed meanwhile: it is at version {number} ({state_en})."
    way_out_zh = "请重新打开草稿，看过再改。"
    way_out_en = "Open the draft again and read it before you go on."


class AdoptionEndedError(Problem):
    """An adoption was to be ended that has ended, or had not begun."""

    code = "adoption-ended"
    http = 409
    zh = "这次采用已在 {until} 结束。"
    en = "This adoption has ended on {until}."
    way_out_zh = "不必再结束。"
    way_out_en = "There is nothing left to end."
