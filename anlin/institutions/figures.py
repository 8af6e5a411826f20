"""What is counted of institutions, for the picture of each level."""

from anlin.base.sockets import FOUND, HOMES, Figure
from anlin.base.sql import statement

COUNTED = (
    Figure(
        name="home_residents",
        title_zh="机构在住的人",
        title_en="Residents in institutions",
        means_zh="当天结束时（今天为现在）住在机构里的人；请假外出的不算。",
        means_en="Who was in an institution at the end of the day, or is by now; those on leave do "
        "not count.",
        clause="C-1.7",
        sql=statement("institutions/inside"),
        topic=HOMES,
        small=True,
        stock=True,
    ),
    Figure(
        name="home_beds_free",
        title_zh="机构空床位",
        title_en="Free beds in institutions",
        means_zh="当天结束时（今天为现在）没有人住、也没有为请假的人保留的床位。",
        means_en="Beds in which nobody lay and that were kept for nobody on leave at the end of "
        "the day, or by now.",
        clause="D-2.5",
        sql=statement("institutions/beds_free"),
        topic=HOMES,
        stock=True,
    ),
    Figure(
        name="home_rounds_due",
        title_zh="机构应做的健康监测",
        title_en="Rounds owed in institutions",
        means_zh="当天已经开始的每一轮里应测的人次；免做的不算。",
        means_en="Residents to be measured in each round that began that day, counted once a "
        "round; exempt ones do not count.",
        clause="D-2.1",
        sql=statement("institutions/rounds_due"),
        topic=HOMES,
    ),
    Figure(
        name="home_rounds_done",
        title_zh="机构已做的健康监测",
        title_en="Rounds done in institutions",
        means_zh="其中已测全的人次，补测的也算；没测全的不算。",
        means_en="Of them those measured in full, also late; partial ones do not count.",
        clause="D-2.1",
        sql=statement("institutions/rounds_done"),
        topic=HOMES,
    ),
    Figure(
        name="home_warnings_waiting",
        title_zh="没有人接手的机构预警",
        title_en="Warnings in institutions nobody took over",
        means_zh="当天结束时（今天为现在）轮查发出、还没有护士接手的预警。",
        means_en="Warnings from rounds that no nurse had taken over at the end of the day, or by "
        "now.",
        clause="D-2.1",
        sql=statement("institutions/warnings_waiting"),
        topic=FOUND,
        small=True,
        stock=True,
        bad=True,
    ),
    Figure(
        name="home_positives",
        title_zh="机构检测阳性",
        title_en="Positive tests in institutions",
        means_zh="当天查出的老人和员工阳性结果；后来更正的不算。",
        means_en="Positive results of residents and staff found that day; those corrected since do "
        "not count.",
        clause="D-2.2",
        sql=statement("institutions/positives"),
        topic=FOUND,
        line="positives",
        small=True,
        bad=True,
    ),
)
