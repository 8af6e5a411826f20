"""What is counted of suspected cases and of how institutions are kept."""

from anlin.base.sockets import FOUND, HOMES, Figure
from anlin.base.sql import statement

COUNTED = (
    Figure(
        name="suspected",
        title_zh="机构新发现的疑似病例",
        title_en="Suspected cases found in institutions",
        means_zh="当天在机构里发现的疑似病例，检测排除的不算。",
        means_en="Suspected cases detected in institutions that day; those that tests excluded do "
        "not count.",
        clause="B-2.3",
        sql=statement("outbreaks/found_day"),
        topic=FOUND,
        line="positives",
        small=True,
        bad=True,
    ),
    Figure(
        name="suspected_open",
        title_zh="机构未了结的疑似病例",
        title_en="Suspected cases open in institutions",
        means_zh="当天结束时（今天为现在）还没有了结的疑似病例。",
        means_en="Suspected cases that were not closed at the end of the day, or by now.",
        clause="B-2.4",
        sql=statement("outbreaks/open_cases"),
        topic=FOUND,
        small=True,
        stock=True,
        bad=True,
    ),
    Figure(
        name="homes_closed",
        title_zh="封闭管理的机构",
        title_en="Institutions closed",
        means_zh="当天结束时（今天为现在）经区县决定封闭管理的机构。",
        means_en="Institutions that the county had closed at the end of the day, or by now.",
        clause="B-1.1",
        sql=statement("outbreaks/homes_closed"),
        topic=HOMES,
        stock=True,
    ),
)
