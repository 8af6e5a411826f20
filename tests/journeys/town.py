"""A small standing town for the journeys: invented people on real divisions, one Friday morning.

Everything but the divisions themselves comes about through the product's own actions, each at its
own past moment, so that every list and every figure of `AT` is known beforehand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.test import Client

from anlin.accounts.actions import create_user, grant_role
from anlin.accounts.models import User
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.days import ZONE
from anlin.base.scope import nationwide, open_scope
from anlin.config.demo.staff import PASSWORD, Account, accounts
from anlin.people import actions as people
from anlin.people.rules import Sex, check_digit
from anlin.places.actions import open_places
from anlin.places.models import Place
from anlin.places.rules import EVER, Kind, Period, kind_of, level_of, lo_of, span
from anlin.policy import actions as policy
from anlin.premises.actions import add_vehicle, issue_passes, open_gate
from tests.journeys.residents import (
    CAPITAL,
    CHEN,
    RESIDENTS,
    SECOND,
    TOWN,
    VILLAGE,
    Resident,
)
from tests.packs.cases import library

AT = datetime(2023, 2, 3, 10, 0, tzinfo=ZONE)  # a Friday
FOUNDED = date(2023, 1, 10)
EXERCISE = date(2023, 1, 30)  # the Monday on which the county adopts two more packs
DIVISIONS = {
    "0": "全国",
    "11": "北京市", "1101": "市辖区", "110101": "东城区", "110101001": "东华门街道",
    CAPITAL: "多福巷社区居委会",
    "50": "重庆市", "5001": "市辖区", "500103": "渝中区", "500103001": "七星岗街道",
    TOWN: "临华路社区居民委员会", "500103001016": "抗建堂社区居民委员会",
    "500103004": "两路口街道", SECOND: "中山二路社区居民委员会",
    "5002": "县", "500243": "彭水苗族土家族自治县", "500243001": "汉葭街道",
    VILLAGE: "亭子村村民委员会",
}  # fmt: skip
_DAY = timedelta(days=1)


STAFF_NAMES = (
    "陈明", "田芳", "罗敏", "谭勇", "蒋丽", "邓伟", "唐静", "彭涛", "曾强", "夏燕",
    "向阳", "范琳", "石磊", "龚雪", "汪洋", "雷鸣", "秦岚", "黎军", "贺敏", "毛宁",
    "顾峰", "孟洁", "段辉", "钱虹", "尹涛", "施兰", "洪亮", "龙梅", "万里", "白云",
)  # fmt: skip
COMPOUND_OF_TOWN = f"{TOWN}900"
COMMUNITIES = (TOWN, SECOND, VILLAGE, CAPITAL)


def staff() -> list[Account]:
    """Return everybody who works in the town: one account per role, and two further workers."""
    return [
        *accounts(),
        Account("grid-2", Role.GRID_WORKER, f"{TOWN}002"),
        Account("second", Role.COMMUNITY_WORKER, SECOND),
        Account("capital", Role.COMMUNITY_WORKER, CAPITAL),
    ]


def build() -> None:
    """Found the town in an empty migrated database and let it live until `AT`."""
    from tests.journeys import lived

    _divide()
    early = datetime.combine(FOUNDED - 2 * _DAY, datetime.min.time(), ZONE)
    policy.release(library(), by=None, at=early)
    _employ(early)
    _draw_grids(early)
    for number, resident in enumerate(RESIDENTS, 1):
        _settle(resident, number)
    _adopt()
    _open_gate()
    lived.live()


def _divide() -> None:
    """Put up the few divisions that the town stands on, as loading the whole edition would."""
    Place.objects.using("owner").bulk_create(
        Place(
            code=code, level=level_of(code), lo=span(code)[0], hi=span(code)[1],
            kind=kind_of(code, name).value, name=name, periods=[Period(EVER)],
        )
        for code, name in DIVISIONS.items()
    )  # fmt: skip


def _employ(at: datetime) -> None:
    for account, name in zip(staff(), STAFF_NAMES[: len(staff())], strict=True):
        user = create_user(
            by=None, at=at, username=account.username, name=name, password=PASSWORD,
            place=account.place, active_until=date(2030, 1, 1), using="owner",
        )  # fmt: skip
        grant_role(
            by=None, at=at, user=user.pk, role=account.role, place=account.place, using="owner"
        )


def _draw_grids(at: datetime) -> None:
    """Open the grids, buildings and hamlets in which the residents live."""
    with nationwide():
        for community in COMMUNITIES:
            grids = sorted({r.building[:15] for r in RESIDENTS if r.building.startswith(community)})
            made = open_places(
                community, Kind.GRID, [f"第{n}网格" for n in range(1, len(grids) + 1)],
                FOUNDED, by=None, at=at,
            )  # fmt: skip
            assert [each.code for each in made] == grids
            if community == TOWN:
                open_places(TOWN, Kind.COMPOUND, ["翠湾苑"], FOUNDED, by=None, at=at)
            for grid in grids:
                _draw_buildings(grid, community == VILLAGE, at)


def _draw_buildings(grid: str, country: bool, at: datetime) -> None:
    codes = sorted({r.building for r in RESIDENTS if r.building.startswith(grid)})
    kind = Kind.NATURAL_VILLAGE if country else Kind.BUILDING
    words = ["一组" if country else f"{int(code[-3:])}号楼" for code in codes]
    compound = COMPOUND_OF_TOWN if grid == f"{TOWN}001" else None
    made = open_places(grid, kind, words, FOUNDED, by=None, at=at, compound=compound)
    assert [each.code for each in made] == codes


def worker(username: str) -> Viewer:
    """Return somebody at work."""
    user = User.objects.using("owner").get(username=username)
    with nationwide():
        return viewer_for(user.pk, None, AT)


@contextmanager
def at_work(username: str) -> Iterator[Viewer]:
    """Open the scope in which somebody works."""
    viewer = worker(username)
    with open_scope(viewer.lo, viewer.hi, user=viewer.user, names=viewer.names):
        yield viewer


def worker_of(place: str) -> str:
    of = {TOWN: "community", SECOND: "second", VILLAGE: "village", CAPITAL: "capital"}
    return of[place[:12]]


def number_of(name: str) -> int:
    """Return the number of the resident who bears a name."""
    from anlin.people.models import Person

    return int(Person.objects.using("owner").values_list("pk", flat=True).get(name=name))


def household_of(name: str) -> int:
    """Return the number of the household of the resident who bears a name."""
    from anlin.people.models import Person

    homes = Person.objects.using("owner").values_list("household", flat=True)
    return int(homes.get(name=name))


def lapse_of(name: str) -> int:
    """Return the number of the first lapse about the resident who bears a name."""
    from anlin.duties.models import Lapse

    found = Lapse.objects.using("owner").filter(subject=number_of(name)).order_by("pk")
    return int(found.values_list("pk", flat=True)[0])


def hand_over(client: Client) -> str:
    """Let the signed-in worker ask the first colleague to stand in; return where it is shown."""
    page = client.get("/handovers/new/").content.decode()
    told = {"taker": page.split('id="taker-')[1].split('"')[0], "since": AT.date().isoformat(),
            "last": (AT + 2 * _DAY).date().isoformat(), "reason": "发热在家，请假三天"}  # fmt: skip
    return str(client.post("/handovers/new/", told).headers["Location"])


def identity_of(resident: Resident, number: int) -> str:
    """Return an identity number of a region that is assigned to no place."""
    serial = number * 2 + (resident.sex is Sex.MALE)
    first = f"990000{resident.born_on:%Y%m%d}{serial:03}"
    return first + check_digit(first)


def _settle(resident: Resident, number: int) -> None:
    from anlin.people.models import Household

    at = datetime.combine(FOUNDED, datetime.min.time(), ZONE) + timedelta(hours=9)
    with at_work(worker_of(resident.building)) as by:
        place = lo_of(resident.building)
        home = Household.objects.filter(place=place, door=resident.door).first()
        home = home or people.register_household(
            place=place, door=resident.door, label=f"{resident.name[0]}家", by=by, at=at
        )
        who = people.register_person(
            household=home.pk, name=resident.name, by=by, at=at, phone=f"0001383800{number:04}",
            id_number=identity_of(resident, number), since=FOUNDED,
        )  # fmt: skip
        if resident.group:
            people.add_to_group(who.pk, group=resident.group, since=FOUNDED, by=by, at=at)
        if resident.disease:
            people.record_health(
                who.pk, disease=resident.disease, vaccination=resident.vaccination,
                on=FOUNDED, by=by, at=at,
            )  # fmt: skip


def _adopt() -> None:
    at = datetime.combine(EXERCISE, datetime.min.time(), ZONE) + timedelta(hours=8)
    for name, place, reason in (
        ("national-2020-communities", "500103", "演练：恢复每日报告"),
        ("national-2020-communities", "500243", "演练：恢复每日报告"),
        ("grading-draft", "500103", "演练：试行红黄绿分级，知悉其为草案"),
        ("gate-draft", "500103", "演练：出入口测温和保存天数，知悉其为草案"),
    ):
        policy.adopt(
            name, place, since=EXERCISE, by=None, at=at, reason=reason, knowingly=True,
            using="owner",
        )  # fmt: skip


def _open_gate() -> None:
    """Open a gate of the compound, draw passes for who lives behind it, and register a car."""
    at = datetime.combine(EXERCISE, datetime.min.time(), ZONE) + timedelta(hours=9)
    by = worker("community")
    open_gate(
        place=COMPOUND_OF_TOWN, name="东门", clinic="临华路社区卫生服务站",
        clinic_phone="023-0000-0120", by=by, at=at,
    )  # fmt: skip
    issue_passes(*span(f"{TOWN}001"), by=by, at=at)
    add_vehicle(number_of(CHEN.name), plate="渝A·D1234", by=by, at=at)


def enter(username: str) -> str:
    """Sign somebody in; return the session."""
    client = Client()
    answer = client.post("/login", {"username": username, "password": PASSWORD})
    assert answer.status_code == 302
    return client.cookies["sessionid"].value
