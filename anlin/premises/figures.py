"""What is counted at gates."""

from anlin.base.sockets import FOUND, Figure
from anlin.base.sql import statement

COUNTED = (
    Figure(
        name="gate_fevers",
        title_zh="出入口发热未放行",
        title_en="Kept outside a gate with fever",
        means_zh="当天在出入口量体温后没有放行的人次；更正过的不算。",
        means_en="Passages refused that day after a temperature was taken; corrected ones do not "
        "count.",
        clause="A-2.3",
        sql=statement("premises/refused_hot"),
        topic=FOUND,
        line="fevers",
        small=True,
        bad=True,
    ),
)
