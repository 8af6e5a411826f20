"""What is counted from observations."""

from anlin.base.sockets import FOUND, Figure
from anlin.base.sql import statement

COUNTED = (
    Figure(
        name="fevers",
        title_zh="新发现身体不适的人",
        title_en="People found unwell",
        means_zh="当天联系、走访、量体温或机构轮查时登记为不适或读数异常的人，每人算一次。",
        means_en="Residents whom a contact, a visit, a reading or a round of the day found "
        "unwell or abnormal; each counts once.",
        clause="A-2.2",
        sql=statement("records/unwell"),
        topic=FOUND,
        line="fevers",
        small=True,
        bad=True,
    ),
)
