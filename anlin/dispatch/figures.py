"""What is counted of needs and difficulties."""

from anlin.base.sockets import NEEDS, Figure
from anlin.base.sql import statement

COUNTED = (
    Figure(
        name="appeals",
        title_zh="居民求助",
        title_en="Requests for help",
        means_zh="当天登记的居民需求，无论是否已经答复。",
        means_en="What residents needed and somebody entered that day, answered or not.",
        clause="A-6.1",
        sql=statement("dispatch/raised_day"),
        topic=NEEDS,
        line="appeals",
        small=True,
    ),
    Figure(
        name="unsettled",
        title_zh="还没解决的需求和困难",
        title_en="Needs not settled yet",
        means_zh="当天结束时（今天为现在）还没有解决的居民需求和各处困难；并入别条的不算。",
        means_en="Needs of residents and difficulties of places that were not settled at the end "
        "of the day, or by now; merged ones do not count.",
        clause="D-3.3",
        sql=statement("dispatch/unsettled"),
        topic=NEEDS,
        stock=True,
        bad=True,
    ),
    Figure(
        name="unheard",
        title_zh="没人答复的需求和困难",
        title_en="Needs that nobody answered",
        means_zh="当天提出、到当天结束（今天为现在）还没有任何人答复的需求和困难。",
        means_en="Needs and difficulties raised that day that nobody had answered by its end, or "
        "by now.",
        clause="D-3.3",
        sql=statement("dispatch/silent_needs"),
        topic=NEEDS,
        bad=True,
    ),
)
