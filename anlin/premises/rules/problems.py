"""What can go wrong at a gate, and the way out."""

from anlin.base.problems import Problem


class UnknownGateError(Problem):
    """No such gate here; whether elsewhere stays unsaid."""

    code = "unknown-gate"
    http = 404
    zh = "在您的范围内没有这个出入口。"
    en = "There is no such gate within your area."
    way_out_zh = "请从出入口列表重新选择，或请社区开通。"
    way_out_en = "Choose from the list of gates, or ask the community to open one."


class GateTwiceError(Problem):
    """The place has a gate of that name."""

    code = "gate-twice"
    http = 409
    zh = "这里已经有叫“{name}”的出入口。"
    en = "There is a gate called {name} here already."
    way_out_zh = "请换一个名称，或重新开放原来的。"
    way_out_en = "Choose another name, or open the old one again."


class SameIdError(Problem):
    """One id stands for two different passages."""

    code = "passage-same-id"
    http = 409
    zh = "这一条已按别的内容登记过。"
    en = "This entry was registered with another content before."
    way_out_zh = "请重新打开页面，再登记一次。"
    way_out_en = "Open the page again and register it anew."


class ShutGateError(Problem):
    """Nobody is registered at a gate that is shut."""

    code = "gate-shut"
    http = 409
    zh = "{name}已经关闭。"
    en = "{name} is shut."
    way_out_zh = "请换一个开放的出入口，或请社区重新开放。"
    way_out_en = "Use a gate that is open, or ask the community to open it again."


class UnknownPassError(Problem):
    """The pass or the vehicle is not known here, or no longer."""

    code = "unknown-pass"
    http = 404
    zh = "这个通行码或车辆在这里没有登记，或已停用。"
    en = "This pass or vehicle is not registered here, or has ended."
    way_out_zh = "请按访客登记，并提醒住户到社区补办。"
    way_out_en = (
        "Register them as a visitor, and tell the resident to ask the community for a new one."
    )


class LeftError(Problem):
    """The pass or the vehicle of somebody who moved away or died opens no gate."""

    code = "resident-left"
    http = 409
    zh = "已不住这里，通行码和车辆不再放行。"
    en = "They no longer live here: the pass or vehicle no longer opens the gate."
    way_out_zh = "请按访客登记；如果登记有误，请社区更正住户台账。"
    way_out_en = (
        "Register them as a visitor; if the ledger is wrong, ask the community to correct it."
    )


class NobodyError(Problem):
    """A passage of nobody, or of several at once."""

    code = "passage-of-nobody"
    zh = "没有写明进出的是谁。"
    en = "It is not said who passes."
    way_out_zh = "请扫码、输入车牌，或填写访客姓名和找谁。"
    way_out_en = "Scan a code, type a plate, or give the visitor's name and whom they visit."


class AheadError(Problem):
    """A passage that has not happened yet."""

    code = "passage-ahead"
    zh = "登记的时间晚于现在。"
    en = "The passage lies in the future."
    way_out_zh = "请核对手机的时间。"
    way_out_en = "Check the clock of the telephone."


class TemperatureError(Problem):
    """A temperature that nobody has."""

    code = "temperature-not-possible"
    zh = "体温应在 {coldest} 到 {hottest} 度之间。"
    en = "A temperature lies between {coldest} and {hottest} °C."
    way_out_zh = "请核对后重填，例如 36.5。"
    way_out_en = "Check it and enter it again, such as 36.5."


class CorrectedError(Problem):
    """The entry to correct is not here, or somebody corrected it before."""

    code = "passage-corrected"
    http = 409
    zh = "这一条已经更正过，或不在这个出入口。"
    en = "This entry was corrected before, or is not of this place."
    way_out_zh = "请刷新后看最新的一条。"
    way_out_en = "Reload, and look at the newest entry."


class PlateTwiceError(Problem):
    """A vehicle stands for this household's gate already."""

    code = "plate-twice"
    http = 409
    zh = "{plate}已经登记在这里。"
    en = "{plate} is registered here already."
    way_out_zh = "不用再登记；换了车主的，请先停用原来的。"
    way_out_en = "Nothing to do; if it changed hands, end the old entry first."


class PlateError(Problem):
    """A text that is no number plate."""

    code = "no-plate"
    zh = "这不像车牌号。"
    en = "This is not a number plate."
    way_out_zh = "请照车牌填写，例如 渝A·D1234。"
    way_out_en = "Write it as on the vehicle, such as 渝A·D1234."


class SpanError(Problem):
    """A look back that ends before it begins, or is wider than one may ask at once."""

    code = "look-back-span"
    zh = "时间段要先始后终，一次最多 {days} 天。"
    en = "The time must run forward, and over at most {days} days."
    way_out_zh = "请缩短时间段。"
    way_out_en = "Choose a shorter time."
