"""Invented institutions of every kind in both counties: houses, residents, staff, papers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide
from anlin.config.demo import names
from anlin.config.demo.families import REGION
from anlin.config.demo.territory import COUNTIES
from anlin.institutions.actions import (
    Admission,
    Floor,
    Room,
    add_building,
    add_post,
    admit_all,
    arrange,
    leave,
    register_institution,
    set_zone,
)
from anlin.institutions.models import Institution, Location, Stay
from anlin.institutions.rules import HOUSES, Area, Arranged, Job, Kind, Owner, Part
from anlin.people.models import Health
from anlin.people.rules import Disease, Sex, Vaccination, check_digit, identity
from anlin.places.rules import child, parent

_GRID = 801  # serials of dedicated grids, clear of the communities' own
_AGES = {
    Kind.ELDER_CARE: (68, 97), Kind.CHILD_WELFARE: (2, 16), Kind.MINORS: (7, 17),
    Kind.MENTAL_HEALTH: (28, 76), Kind.RESCUE: (19, 71),
}  # fmt: skip
_STAFF = (
    (Job.HEAD, 1), (Job.NURSE, 2), (Job.CARER, 3), (Job.COOK, 1), (Job.CLEANER, 1), (Job.GUARD, 1),
)  # fmt: skip
_PER_CARER = 10


@dataclass(frozen=True, slots=True)
class Home:
    """An invented institution: its grid, what it is, and how big its house."""

    code: str
    kind: Kind
    name: str
    owner: Owner = Owner.PUBLIC
    floors: int = 0
    rooms: int = 0
    beds: int = 0
    residents: int = 0
    laboratory: str = "区疾控中心实验室（演示）"

    @property
    def community(self) -> str:
        """Return the community it stands in."""
        return str(parent(self.code))


def _home(community: str, serial: int = 0) -> str:
    return child(community, _GRID + serial)


_PUBLIC, _PRIVATE = Owner.PUBLIC, Owner.PRIVATE
HOMES = (
    Home(_home("500103001003"), Kind.ELDER_CARE, "华一坡颐养院（演示）", _PRIVATE, 3, 10, 2, 58),
    Home(_home("500103001003", 1), Kind.DAY_CARE, "华一坡社区养老站（演示）"),
    Home(_home("500103003013"), Kind.RESCUE, "渝中救助管理站（演示）", _PUBLIC, 1, 6, 2, 7),
    Home(_home("500103003016"), Kind.CHILD_WELFARE, "渝中儿童福利院（演示）", _PUBLIC, 2, 6, 2, 18),
    Home(_home("500103003017"), Kind.MINORS, "渝中未成年人保护站（演示）", _PUBLIC, 1, 4, 2, 4),
    Home(
        _home("500103004002"), Kind.MENTAL_HEALTH, "渝中精神卫生福利院（演示）",
        _PUBLIC, 2, 8, 2, 26,
    ),
    Home(_home("500103004003"), Kind.FUNERAL, "渝中殡葬服务中心（演示）"),
    Home(_home("500103004010"), Kind.ELDER_CARE, "重庆村敬老院（演示）", _PUBLIC, 2, 8, 2, 29, ""),
    Home(_home("500243001001"), Kind.ELDER_CARE, "鼓楼敬老院（演示）", _PUBLIC, 2, 8, 2, 24, ""),
    Home(_home("500243001002"), Kind.RESCUE, "彭水救助管理站（演示）", _PUBLIC, 1, 4, 2, 3, ""),
    Home(_home("500243001003"), Kind.FUNERAL, "彭水殡葬服务中心（演示）"),
    Home(_home("500243001004"), Kind.DAY_CARE, "渔塘社区养老服务站（演示）"),
    Home(
        _home("500243001005"), Kind.CHILD_WELFARE, "彭水儿童福利院（演示）",
        _PUBLIC, 1, 4, 2, 6, "",
    ),
)  # fmt: skip
SHOWN_HOME = HOMES[0].code


def dedicated(community: str) -> Iterator[tuple[str, str]]:
    """Yield code and name of the dedicated grids of a community."""
    return ((home.code, home.name) for home in HOMES if home.community == community)


def keep_homes(now: datetime, seed: str, say: Callable[[str], None]) -> Sequence[str]:
    """Register the institutions, set up their houses, let people move in and staff begin."""
    dice, people = Random(f"{seed}:homes"), 0  # noqa: S311 - invented, not secret
    early = start_of(local_day(now) - timedelta(days=16)) + timedelta(hours=9)
    for number, home in enumerate(HOMES):
        officer = _at_work(Role.COUNTY_CIVIL_AFFAIRS, home.code[:6], early)
        made = register_institution(
            community=home.code, kind=home.kind, name=home.name, owner=home.owner,
            since=local_day(early), by=officer, at=early,
        )  # fmt: skip
        head = _at_work(Role.HOME_HEAD, home.code, early)
        if home.floors:
            people += _fill(home, made, head, early, number, dice)
        _arrange(home, made, head, early, dice)
    say(f"{people} residents in {len(HOMES)} institutions")
    return ("institutions_institution", "institutions_location", "institutions_stay",
            "institutions_post", "institutions_arrangement", "people_person")  # fmt: skip


def _at_work(role: Role, place: str, at: datetime) -> Viewer:
    held = Grant.objects.using("owner").filter(role=role, place_code=place)
    return viewer_for(held.earliest("id").user_id, None, at)


def _fill(
    home: Home, made: Institution, head: Viewer, early: datetime, number: int, dice: Random
) -> int:
    """Set up the one building of a home and let people lie in all but the last of its beds."""
    floors = [
        Floor(f"{floor}层", [_room(floor * 100 + n, home.beds) for n in range(1, home.rooms + 1)])
        for floor in range(1, home.floors + 1)
    ]
    add_building(made.pk, name="主楼", floors=floors, by=head, at=early)
    with nationwide():
        beds = list(Location.objects.filter(institution=made, kind=Part.BED).order_by("pk"))
        last = Location.objects.filter(institution=made, kind=Part.ROOM).latest("pk")
    came = early + timedelta(hours=1)
    found = [
        _newcomer(home, bed.pk, number * 100 + n, came, dice)
        for n, bed in enumerate(beds[: home.residents])
    ]
    stays = admit_all(made.pk, found, by=head, at=came)
    set_zone(made.pk, part=last.pk, zone=Area.OBSERVATION, by=head, at=came)
    if home.kind is Kind.ELDER_CARE:
        _survey(stays, early, dice)
        leave(stays[7].pk, why="回家探亲", by=head, at=came + timedelta(days=14))
    return len(found)


def _room(number: int, beds: int) -> Room:
    return Room(str(number), [f"{number}-{bed}" for bed in range(1, beds + 1)])


def _newcomer(home: Home, bed: int, serial: int, came: datetime, dice: Random) -> Admission:
    youngest, oldest = _AGES[home.kind]
    sex = dice.choice((Sex.FEMALE, Sex.FEMALE, Sex.MALE))
    age = dice.randrange(youngest, oldest)
    born = names.born(dice, age, local_day(came))
    order = 900 + serial % 50 * 2 + (sex is Sex.MALE)
    first = f"{REGION}{born:%Y%m%d}{order:03}"
    name = names.surname(dice) + names.given(dice, sex, age)
    who = identity(first + check_digit(first), None, None)
    return Admission(bed, name, who, came, names.telephone(dice))


def _survey(stays: Sequence[Stay], at: datetime, dice: Random) -> None:
    """Let the clinic's survey have reached the elders, so that they bear labels."""
    with nationwide():
        Health.objects.bulk_create(
            Health(
                person_id=stay.person_id, place=stay.home, since=local_day(at),
                disease=dice.choices(list(Disease), (30, 50, 20))[0],
                vaccination=dice.choices(list(Vaccination), (15, 15, 70))[0],
            )
            for stay in stays
        )  # fmt: skip


def _arrange(home: Home, made: Institution, head: Viewer, at: datetime, dice: Random) -> None:
    """Let staff begin, and papers be written down; the home at the edge has no laboratory."""
    wanted = [job for job, number in _STAFF for _ in range(number)]
    wanted += [Job.CARER] * max(0, home.residents // _PER_CARER - 3)
    started = date.fromordinal(local_day(at).toordinal() - 200)
    people = [_worker(dice) for _ in wanted]
    for (name, phone), job in zip(people, wanted, strict=True):
        if home.kind in HOUSES or job in (Job.HEAD, Job.GUARD):
            add_post(made.pk, name=name, job=job, phone=phone, since=started, by=head, at=at)
    urban = home.code.startswith(COUNTIES[0])
    clinic = "七星岗街道社区卫生服务中心（演示）" if urban else "汉葭街道社区卫生服务中心（演示）"
    papers = [
        (Arranged.CLINIC, clinic, "00063000001", None),
        (Arranged.HOSPITAL, "区人民医院（演示）", "00063000002", None),
        (Arranged.DUTY, *people[1], None),
        (Arranged.PLAN, "疫情应急预案（演示）", "", started),
    ]
    if home.laboratory:
        papers.append((Arranged.LABORATORY, home.laboratory, "00063000003", None))
    if home.kind is Kind.DAY_CARE:
        papers.append((Arranged.GUIDELINE, "社区养老服务机构防疫指引（演示）", "", local_day(at)))
    for kind, name, phone, on_day in papers:
        arrange(made.pk, kind=kind, name=name, phone=phone, on_day=on_day, by=head, at=at)


def _worker(dice: Random) -> tuple[str, str]:
    sex = dice.choice((Sex.FEMALE, Sex.FEMALE, Sex.MALE))
    name = names.surname(dice) + names.given(dice, sex, dice.randrange(24, 58))
    return name, names.telephone(dice)
