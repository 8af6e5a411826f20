"""What is counted of people at home and on the way."""

from anlin.base.sockets import FOUND, RESIDENTS, Figure
from anlin.base.sql import statement

COUNTED = (
    Figure(
        name="positives",
        title_zh="新发现感染的人",
        title_en="People found infected",
        means_zh="当天因感染开始居家治疗的人；登记有误而撤销的不算。",
        means_en="Residents whose treatment at home for an infection was opened that day; not "
        "those opened by mistake.",
        clause="A-3.4",
        sql=statement("cases/positives"),
        topic=FOUND,
        line="positives",
        small=True,
        bad=True,
    ),
    Figure(
        name="returned",
        title_zh="新到达的人",
        title_en="People who arrived",
        means_zh="当天登记为从外地到达或返回的人。",
        means_en="People registered that day as arrived or returned from elsewhere.",
        clause="A-2.1",
        sql=statement("cases/arrived"),
        topic=RESIDENTS,
        line="returned",
        small=True,
    ),
    Figure(
        name="at_home",
        title_zh="居家观察和治疗",
        title_en="People at home for the epidemic",
        means_zh="当天结束时（今天为现在）正在居家医学观察或居家治疗的人。",
        means_en="Residents under observation or treatment at home at the end of the day, or now.",
        clause="A-2.2",
        sql=statement("cases/stayed_home"),
        topic=RESIDENTS,
        small=True,
        stock=True,
    ),
)
