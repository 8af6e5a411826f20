"""What invented leaders did about lapses: some answer within the hour, some late, a few never."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from random import Random

from anlin.accounts.models import Grant
from anlin.accounts.rules import OFFICES, Right, Role
from anlin.base import sql
from anlin.base.days import ZONE
from anlin.config.demo.staff import accounts
from anlin.duties.models import Acknowledgement, Escalation, Lapse, Relief, Window
from anlin.duties.rules.ladder import Section, ends_at, ladder_at, sections
from anlin.journal.actions import write
from anlin.places.rules import COMMUNITY, WIDTHS, lo_of
from anlin.policy.models import Measure
from anlin.policy.rules import LadderInForce

_BY_LEVEL: dict[int, Sequence[Role]] = {  # who may excuse comes first
    5: (Role.COMMUNITY_WORKER,),
    4: (Role.STREET_OFFICER,),
    3: (Role.COUNTY_CASE_OFFICER, Role.COUNTY_LEADER),
    2: (Role.CITY_LEADER,),
    1: (Role.PROVINCE_LEADER,),
}
_NOTES = (
    "今天派人上门", "已打电话问过网格员", "网格员发热在家，改由邻格代办", "下午例会上督办", "",
    "已联系家属，老人平安", "请社区今天内补上", "电话打不通，傍晚再去一趟",
)  # fmt: skip
_FOUND = (
    "已查明：当天见过本人，网格员忘记登记", "已查明：外出走亲，家属报平安",
    "已查明：住院，由医院照护", "已查明：手机故障，纸质记录在册",
    "已查明：封控转运当天，人已安置",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Temper:
    """How a leader answers: the share of lapses, after how many hours, and how many get settled."""

    answers: float
    hours: tuple[float, float]
    settles: float


_TEMPERS = (
    Temper(0.97, (0.5, 4), 0.85), Temper(0.8, (3, 20), 0.6), Temper(0.06, (10, 30), 0.2)
)  # fmt: skip
_OF_HUNDRED = (60, 27, 13)
_DESKS = frozenset(lo_of(each.place) for each in accounts())


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody invented who leads a place."""

    user: int
    role: str


@dataclass(order=True, slots=True)
class _Answer:
    at: datetime
    lapse: int
    level: int
    rung: int
    place: int


@dataclass
class Leaders:
    """Lets leaders answer for what was put before them, in the order of time, hour by hour."""

    seed: str
    ladders: Sequence[LadderInForce]
    until: datetime
    _due: list[_Answer] = field(default_factory=list)
    _sections: list[Section] = field(default_factory=list)
    _owed_by: dict[int, str] = field(default_factory=dict)
    _settled: set[int] = field(default_factory=set)
    _held: dict[tuple[int, Role], Leader] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sections = sections(self.ladders)
        self._owed_by = dict(Measure.objects.values_list("pk", "owed_by"))
        roles = {role for found in _BY_LEVEL.values() for role in found}
        for grant in Grant.objects.using("owner").filter(role__in=roles):
            self._held[grant.lo, Role(grant.role)] = Leader(grant.user_id, grant.role)

    def hear(self, since: datetime, until: datetime) -> None:
        """Think of an answer to what was told in (since, until]."""
        told = Escalation.objects.filter(
            raised_at__gt=since, raised_at__lte=until, level__in=_BY_LEVEL
        )
        for each in told.order_by("pk"):
            if self._left_to_visitors(each):
                continue
            temper = self._temper(each.level, each.place - each.place % WIDTHS[each.level])
            dice = Random(f"{self.seed}:{each.lapse_id}:{each.level}")  # noqa: S311 - invented
            if dice.random() < temper.answers:
                at = _by_day(each.raised_at + timedelta(hours=dice.uniform(*temper.hours)))
                heappush(self._due, _Answer(at, each.lapse_id, each.level, each.rung, each.place))

    def _left_to_visitors(self, told: Escalation) -> bool:
        """Tell whether somebody who signs in shall find this on the desk."""
        place = told.place - told.place % WIDTHS[told.level]
        return place in _DESKS and told.raised_at > self.until - timedelta(days=1)

    def answer(self, until: datetime) -> None:
        """Give the answers whose time has come: notes that hold back, and excuses."""
        due: list[_Answer] = []
        while self._due and self._due[0].at <= until:
            due.append(heappop(self._due))
        lapses = Lapse.objects.in_bulk({each.lapse for each in due})
        windows = Window.objects.in_bulk({lapse.window_id for lapse in lapses.values()})
        notes: list[Acknowledgement] = []
        reliefs: list[Relief] = []
        for each in due:
            lapse = lapses[each.lapse]
            found = self._leader(each, self._owed_by[lapse.measure_id])
            if found is None or lapse.pk in self._settled:
                continue
            by, dice = found, Random(f"{self.seed}:{each.lapse}:{each.at}")  # noqa: S311 - invented
            notes.append(self._note(each, lapse, by, dice))
            if self._settles(each, by, dice):
                self._settled.add(lapse.pk)
                reliefs.append(_excuse(lapse, windows[lapse.window_id].closes, by, each.at, dice))
        Acknowledgement.objects.bulk_create(notes)
        for relief in Relief.objects.bulk_create(reliefs):
            community = relief.place - relief.place % WIDTHS[COMMUNITY]
            sql.run("duties/mark", {"community": community, "since": relief.since})

    def _settles(self, each: _Answer, by: Leader, dice: Random) -> bool:
        temper = self._temper(each.level, each.place - each.place % WIDTHS[each.level])
        return Right.EXCUSE in OFFICES[Role(by.role)].rights and dice.random() < temper.settles

    def _note(self, each: _Answer, lapse: Lapse, by: Leader, dice: Random) -> Acknowledgement:
        ladder, note = ladder_at(self._sections, lapse.place, lapse.lapsed_at), dice.choice(_NOTES)
        write(
            by=by, verb="duties.acknowledge", place=lapse.place, at=each.at, reason=note,
            subject=f"duties_lapse:{lapse.pk}", detail={"rung": each.rung},
        )  # fmt: skip
        return Acknowledgement(
            lapse=lapse, rung=each.rung, place=lapse.place, note=note, by=by.user, at=each.at,
            holds_until=ends_at(ladder, each.level, each.at),
        )  # fmt: skip

    def _leader(self, each: _Answer, owed_by: str) -> Leader | None:
        """Return who answers at the place that was told; nobody does for a duty of the own."""
        lo = each.place - each.place % WIDTHS[each.level]
        roles = [role for role in _BY_LEVEL[each.level] if role != owed_by]
        return next((self._held[lo, role] for role in roles if (lo, role) in self._held), None)

    def _temper(self, level: int, lo: int) -> Temper:
        dice = Random(f"{self.seed}:{level}:{lo}")  # noqa: S311 - invented, not secret
        return _TEMPERS[0] if level < 4 else dice.choices(_TEMPERS, _OF_HUNDRED)[0]


def _excuse(lapse: Lapse, closes: datetime, by: Leader, at: datetime, dice: Random) -> Relief:
    return Relief(
        measure_id=lapse.measure_id, place=lapse.place, subject=lapse.subject,
        since=lapse.opens, until=closes, kind=Relief.EXCUSED, reason=dice.choice(_FOUND),
        by=by.user,
        at=at + timedelta(minutes=dice.randrange(2, 25)),
    )  # fmt: skip


def _by_day(at: datetime) -> datetime:
    """Return the moment, or the next morning's if people sleep then."""
    local = at.astimezone(ZONE)
    if 7 <= local.hour < 22:
        return at
    morning = local.replace(hour=7, minute=local.minute, second=0)
    return morning if local.hour < 7 else morning + timedelta(days=1)
