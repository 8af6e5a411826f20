"""What waits in the demonstration's register: doubles, two edits of one field, a spreadsheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import uuid4

from anlin.accounts.models import User
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Viewer
from anlin.base.scope import nationwide, open_scope
from anlin.config.demo.families import REGION
from anlin.field.forms.ledger import Item
from anlin.people.actions import (
    find_doubles,
    move_person,
    take_import,
    take_in_edits,
    take_in_persons,
    try_import,
)
from anlin.people.actions.desk import opened
from anlin.people.models import Household, Person
from anlin.people.rules import COLUMNS, EditBody, PersonBody, check_digit
from anlin.places.models import Place
from anlin.places.rules import BUILDING, parent

_DAY = timedelta(days=1)
_NEW = ("龙春梅", "龙大江", "谭家明")


def keep_register(at: datetime) -> None:
    """Let phones register people twice, two correct one field at once, and a file be imported."""
    with _at_work("street", at) as street:
        near = Person.objects.filter(place__gte=street.lo, place__lt=street.hi)
        elsewhere = near.order_by("-place", "pk")[2]
    with _at_work("community", at) as community:
        here = Person.objects.filter(place__gte=community.lo, place__lt=community.hi)
        people = list(here.select_related("household").order_by("place", "pk"))
        home = people[6].household
        for who, days in ((elsewhere, 3), (people[-1], 2), (people[-4], 1)):
            _again(who, home, community, at - days * _DAY, numbered=days > 1)
        _correct_at_once(people[1], community, at - 3 * _DAY)
        _import(people[2], community, at - 5 * _DAY)
        move_person(
            people[-6].pk, household=home.pk, on=(at - _DAY).date(), by=community, at=at - _DAY,
            why="投靠子女",
        )  # fmt: skip
    with nationwide():
        find_doubles(at)


@contextmanager
def _at_work(username: str, at: datetime) -> Iterator[Viewer]:
    viewer = viewer_for(User.objects.using("owner").get(username=username).pk, None, at)
    with open_scope(viewer.lo, viewer.hi, user=viewer.user, names=viewer.names):
        yield viewer


def _again(who: Person, home: Household, by: Viewer, at: datetime, *, numbered: bool) -> None:
    """Register somebody anew, as a phone does that knows nobody else: by number, or with a slip."""
    with nationwide():
        number = opened(who)
    slip = who.name[:-1] + ("云" if who.name[-1] != "云" else "芸")
    body = PersonBody(
        household=str(home.pk), name=who.name if numbered else slip,
        id_number=number if numbered else "", born_on=who.born_on.isoformat(), sex=who.sex,
    )  # fmt: skip
    take_in_persons(items=[Item(uuid4(), at, body)], by=by, at=at)


def _correct_at_once(who: Person, by: Viewer, at: datetime) -> None:
    """Let two phones correct one telephone number without seeing each other."""
    for minutes, phone, why in ((0, "00013900001", "本人来电"), (40, "00013900002", "上门核对")):
        body = EditBody(
            field="phone", was=who.phone, value=phone, person=str(who.pk), why=why
        )  # fmt: skip
        sent = at + timedelta(minutes=minutes)
        take_in_edits(items=[Item(uuid4(), sent, body)], by=by, at=sent)


def _import(known: Person, by: Viewer, at: datetime) -> None:
    """Import a file with new people, somebody known, and rows that are refused."""
    building = Place.objects.get(level=BUILDING, lo=known.place)
    grid = Place.objects.get(code=parent(building.code))
    house = grid.name + building.name
    rows = [
        *(_row(house, "9-901", name, _number(n)) for n, name in enumerate(_NEW, 1)),
        _row(house, "9-902", "缺号人", ""),
        _row("不存在的楼", "1-101", "找不到", _number(4)),
        _row(house, "9-903", "抄错人", _number(5)[:-1] + "?"),
    ]
    with nationwide():
        rows.append(_row(house, known.household.door, known.name, opened(known)))
    heading = ",".join(heading for _, heading, _, _ in COLUMNS)
    data = "\n".join([heading, *rows]).encode("gb18030")
    take_import(try_import("新增住户.csv", data, by=by, at=at).pk, by=by, at=at)
    try_import("三季度核对.csv", data, by=by, at=at + 4 * _DAY)


def _row(building: str, door: str, name: str, number: str) -> str:
    told = {"building": building, "door": door, "name": name, "id_number": number}
    return ",".join(told.get(column, "") for column, *_ in COLUMNS)


def _number(serial: int) -> str:
    first = f"{REGION}{date(1951, 1, serial):%Y%m%d}{901 + serial:03}"
    return first + check_digit(first)
