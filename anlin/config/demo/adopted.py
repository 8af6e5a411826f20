"""Which orders the demonstration puts in force beside those that hold by themselves."""

from datetime import date, timedelta

from anlin.base.days import start_of
from anlin.config.demo.homes import HOMES, SHOWN_HOME
from anlin.config.demo.territory import COUNTIES
from anlin.institutions.rules import Kind
from anlin.policy.actions import adopt

_URBAN, _RURAL = COUNTIES


def adopt_all(first: date, amended: date) -> None:
    """Adopt from the `first` day of the fortnight on; one order tightens another from `amended`."""
    exercise = "演练：恢复每日报告"
    readings = "演练：居家观察早晚两测，知悉其为草案"
    shorter = "演练：允许区县缩短居家观察期"
    adoptions = [
        ("national-2020-communities", _URBAN, first, exercise),
        ("national-2020-communities", _RURAL, first, exercise),
        ("observation-draft", _URBAN, first, readings),
        ("observation-draft", _RURAL, first, readings),
        ("home-care-draft", _URBAN, first, "演练：试行异常界限和时限，知悉其为草案"),
        ("home-care-draft", _RURAL, first, "演练：试行异常界限和时限，知悉其为草案"),
        ("handover-draft", _URBAN, first, "演练：试行人员交接时限，知悉其为草案"),
        ("handover-draft", _RURAL, first, "演练：试行人员交接时限，知悉其为草案"),
        ("area-strategy-draft", _URBAN, first, "演练：按社区类别加密报告，知悉其为草案"),
        ("area-levels-2022-11-draft", _RURAL, first, "演练：试行2022年11月口径，知悉其为草案"),
        ("supervision-draft", _URBAN, first, "演练：试行整改时限，知悉其为草案"),
        ("dispatch-draft", _URBAN, first, "演练：试行需求答复时限，知悉其为草案"),
        ("dispatch-draft", _RURAL, first, "演练：试行需求答复时限，知悉其为草案"),
        ("demo-observation", _URBAN, first, shorter),
        ("demo-observation", _RURAL, first, shorter),
        ("gate-draft", _URBAN, first, "演练：出入口测温和保存天数，知悉其为草案"),
        ("grading-draft", _URBAN, first, "演练：试行红黄绿分级，知悉其为草案"),
        ("warning-draft", _URBAN, first, "演练：试行轮查预警界限和检测日，知悉其为草案"),
        ("warning-draft", _RURAL, first, "演练：试行轮查预警界限和检测日，知悉其为草案"),
        ("escalation-draft", _URBAN, first, "演练：试行逐级提醒，知悉其为草案"),
        ("escalation-draft", _RURAL, first, "演练：试行逐级提醒，知悉其为草案"),
        ("reporting-draft", _URBAN, first, "演练：试行清点时间、存疑界限和发布层级，知悉其为草案"),
        ("reporting-draft", _RURAL, first, "演练：试行清点时间、存疑界限和发布层级，知悉其为草案"),
        ("demo-yuzhong", _URBAN, amended, "演练：加密联系"),
        ("four-earlies-draft", _URBAN, first, "演练：试行四早时限，知悉其为草案"),
        ("four-earlies-draft", _RURAL, first, "演练：试行四早时限，知悉其为草案"),
        ("workforce-draft", _URBAN, first, "演练：试行配比和休息，知悉其为草案"),
        ("workforce-draft", _RURAL, first, "演练：试行配比和休息，知悉其为草案"),
    ]
    adoptions += [
        (pack, home.code, first, "演练：机构按2020年的要求管理")
        for pack in ("national-2020-institutions", "national-2020-livelihood")
        for home in HOMES
        if home.code == SHOWN_HOME or home.kind in (Kind.RESCUE, Kind.CHILD_WELFARE, Kind.FUNERAL)
    ]
    for pack, place, since, reason in adoptions:
        adopt(
            pack, place, since=since, by=None, at=start_of(since) + timedelta(hours=8),
            reason=reason, knowingly=True, using="owner",
        )  # fmt: skip
