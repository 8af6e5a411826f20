"""Who lives in the town, why orders ask about them, and when somebody reached them."""

from dataclasses import dataclass
from datetime import date, timedelta

from anlin.people.rules import Disease, Group, Sex, Vaccination

TOWN, SECOND, VILLAGE, CAPITAL = "500103001006", "500103004002", "500243001200", "110101001001"


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody of the town: where they live, why orders ask about them, when they were reached.

    Units: `reached` lists the days of contacts, at noon.
    """

    name: str
    born_on: date
    building: str
    door: str
    sex: Sex = Sex.FEMALE
    group: Group | None = None
    disease: Disease | None = None
    vaccination: Vaccination = Vaccination.FULL
    reached: tuple[date, ...] = ()


def january(*days: int) -> tuple[date, ...]:
    """Return days of January, and from 32 on of February."""
    return tuple(date(2022, 12, 31) + timedelta(days=day) for day in days)


_FIRST, _SECOND = f"{TOWN}001001", f"{TOWN}001002"
WANG = Resident(
    "王桂兰", date(1940, 5, 1), _FIRST, "1-1-402", group=Group.LONE_ELDER,
    disease=Disease.UNSTABLE, vaccination=Vaccination.PARTIAL, reached=january(16, 19, 24, 31, 32),
)  # fmt: skip
LI = Resident(
    "李大成", date(1946, 8, 15), _FIRST, "1-1-501", Sex.MALE, Group.LONE_ELDER,
    Disease.UNSTABLE, reached=january(17, 20, 24, 27, 30, 31, 32, 33),
)  # fmt: skip
ZHAO = Resident(
    "赵素芬", date(1953, 3, 9), _FIRST, "1-2-602", disease=Disease.STABLE,
    vaccination=Vaccination.NONE, reached=january(20),
)  # fmt: skip
CHILD = Resident(
    "周小雨", date(2014, 6, 1), _FIRST, "1-2-602", group=Group.UNATTENDED_CHILD,
    reached=january(17, 20, 24, 27, 31),
)  # fmt: skip
CHEN = Resident(
    "陈国强", date(1961, 11, 20), _SECOND, "2-1-101", Sex.MALE, Group.DISABLED_NO_SELF_CARE,
    Disease.STABLE, reached=january(18, 21, 25, 28, 30, 33),
)  # fmt: skip
LIU = Resident("刘玉珍", date(1938, 2, 14), _SECOND, "2-1-302", group=Group.LONE_ELDER,
               disease=Disease.STABLE, vaccination=Vaccination.NONE)  # fmt: skip
HE = Resident(
    "何秀英", date(1939, 9, 30), _SECOND, "2-2-201", group=Group.LONE_ELDER, disease=Disease.NONE,
    vaccination=Vaccination.PARTIAL, reached=january(16, 19, 23, 26, 30),
)  # fmt: skip  # no row of the table fits her: points decide
YANG = Resident("杨德福", date(1951, 1, 3), _SECOND, "2-2-701", Sex.MALE, Group.LONE_ELDER,
                Disease.STABLE, reached=january(16, 18, 23, 26, 31))  # fmt: skip
HUANG = Resident("黄淑华", date(1944, 7, 7), _SECOND, "2-2-801", group=Group.LONE_ELDER,
                 disease=Disease.STABLE, reached=january(17, 19, 24, 26, 30, 32))  # fmt: skip
GRID = (WANG, LI, ZHAO, CHILD, CHEN, LIU, HE, YANG, HUANG)
NEXT_GRID = (
    Resident("吴长贵", date(1943, 4, 4), f"{TOWN}002001", "3-1-201", Sex.MALE, Group.LONE_ELDER,
             Disease.STABLE, reached=january(16, 19, 23, 26, 30)),
    Resident("郑美兰", date(1956, 12, 1), f"{TOWN}002001", "3-1-301", disease=Disease.STABLE,
             vaccination=Vaccination.PARTIAL),
)  # fmt: skip
ELSEWHERE = (
    Resident("孙丽华", date(1947, 5, 25), f"{SECOND}001001", "1-1-101", group=Group.LONE_ELDER,
             disease=Disease.STABLE, reached=january(17)),
    Resident("冉启明", date(1945, 10, 10), f"{VILLAGE}001001", "一组12号", Sex.MALE,
             Group.LEFT_BEHIND_ELDER, Disease.NONE, reached=january(17, 20, 24, 27, 31, 33)),
    Resident("冉小军", date(2012, 3, 3), f"{VILLAGE}001001", "一组12号", Sex.MALE,
             Group.LEFT_BEHIND_CHILD, reached=january(17, 20, 24)),
    Resident("马文清", date(1950, 6, 6), f"{CAPITAL}001001", "1-1-1", Sex.MALE,
             Group.LONE_ELDER, Disease.STABLE, reached=january(20)),
)  # fmt: skip
RESIDENTS = (*GRID, *NEXT_GRID, *ELSEWHERE)
