"""What is counted of reports."""

from anlin.base.sockets import REPORTS, RESIDENTS, Figure
from anlin.base.sql import statement

_TITLES = {
    "place": ("社区", "Communities", "社区（村）", "communities", "A-3.1", "A-3.4"),
    "homes": ("机构", "Institutions", "民政服务机构", "institutions", "B-2.3", "B-2.3"),
}


def _reported(whose: str) -> tuple[Figure, ...]:
    """Return what is counted of the reports of communities, or of institutions."""
    zh, en, full_zh, full_en, daily, whole = _TITLES[whose]
    after = "" if whose == "place" else f"_{whose}"

    def figure(
        name: str, file: str, clause: str, title_zh: str, title_en: str, means_zh: str,
        means_en: str, *, bad: bool = False,
    ) -> Figure:  # fmt: skip
        text = statement(f"committees/{file}").replace("{whose}", whose)
        shown = whose == "place" or name in ("reports", "doubts")
        return Figure(
            f"{name}{after}", title_zh, title_en, means_zh, means_en, clause, text, REPORTS,
            shown=shown, bad=bad,
        )  # fmt: skip

    return (
        figure(
            "reports", "reports_in", daily, f"已上报的{zh}", f"{en} that reported",
            f"已上报当天情况的{full_zh}，报几次都算一个。",
            f"All {full_en} that reported on the day; however many versions, each counts once.",
        ),
        figure(
            "zero_reports", "reports_zero", daily, f"{zh}零报告", f"Zero reports of {full_en}",
            f"现行版本声明当天没有情况的{full_zh}。",
            f"All {full_en} whose report that holds states that there was nothing.",
        ),
        figure(
            "corrected", "reports_corrected", whole, f"{zh}更正过的上报",
            f"Corrected reports of {full_en}", f"更正过当天上报的{full_zh}，每个算一次。",
            f"All {full_en} that corrected their report of the day, each once.",
        ),
        figure(
            "reports_after", "reports_after", whole, f"{zh}过了当天才报",
            f"Reported only afterwards: {full_en}",
            f"当天24时以后才第一次上报当天情况的{full_zh}。",
            f"All {full_en} whose first report on the day came after it had ended.", bad=True,
        ),
        figure(
            "doubts", "doubts_open", whole, f"{zh}存疑的零", f"Zeros in doubt: {full_en}",
            f"{full_zh}当天报零、但已知另有情况，且还没有更正或由上级认定的行。",
            f"Lines of the day of {full_en} that say zero against something known, neither "
            "corrected since nor accepted by the level above.", bad=True,
        ),
    )  # fmt: skip


COUNTED = (
    Figure(
        name="urgent",
        title_zh="紧急情况",
        title_en="Urgent matters",
        means_zh="当天发出的紧急报告。",
        means_en="Urgent reports sent that day.",
        clause="A-3.2",
        sql=statement("committees/urgent_told"),
        topic=REPORTS,
        line="urgent",
        told=True,
        bad=True,
    ),
    Figure(
        name="urgent_unread",
        title_zh="没人看的紧急情况",
        title_en="Urgent, and nobody read it",
        means_zh="三天内发出、上面各级都还没有人确认已阅的紧急报告。",
        means_en="Urgent reports of three days that nobody above has confirmed reading.",
        clause="A-3.2",
        sql=statement("committees/urgent_unread"),
        topic=REPORTS,
        stock=True,
        bad=True,
    ),
    *_reported("place"),
    *_reported("homes"),
    Figure(
        name="no_contact",
        title_zh="没有具体联系人的居民",
        title_en="People without a named contact",
        means_zh="住在这里、所在网格没有网格员、所在楼栋也没有楼栋长的居民。",
        means_en="Residents whose grid has no worker and whose building has no head.",
        clause="A-1.4",
        sql=statement("committees/no_contact"),
        topic=RESIDENTS,
        stock=True,
        bad=True,
    ),
)
