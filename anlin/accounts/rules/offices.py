"""What a role may do, where it is held, and who is at work under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from anlin.places.rules import span


class Right(StrEnum):
    """What a role may do inside its place."""

    NAMES = "names"  # see persons, not only counts
    RECORD = "record"  # record contacts and reports
    EXCUSE = "excuse"  # say why a duty is not owed
    UNSEAL = "unseal"  # open an identity number, with a reason
    BOARD = "board"  # see counts for the whole place
    ADOPT = "adopt"  # put orders in force, amend and end them
    STAFF = "staff"  # see who works here
    MANAGE = "manage"  # create accounts and grants
    JOURNAL = "journal"  # read who did what
    GROUND = "ground"  # set up, close, split and join the places below one's own
    GATE = "gate"  # register who passes a gate, and see who is inside
    CARE = "care"  # rounds, tests and warnings of an institution
    NURSE = "nurse"  # take a warning over, and say what came of it
    HOME = "home"  # keep an institution's register: rooms, residents, staff


class Role(StrEnum):
    """The roles that can be granted at a place."""

    NATION_LEADER = "nation_leader"
    PROVINCE_LEADER = "province_leader"
    CITY_LEADER = "city_leader"
    COUNTY_LEADER = "county_leader"
    STREET_LEADER = "street_leader"
    POLICY_OFFICER = "policy_officer"
    COUNTY_CASE_OFFICER = "county_case_officer"
    STREET_OFFICER = "street_officer"
    COMMUNITY_WORKER = "community_worker"
    GRID_WORKER = "grid_worker"
    GATEKEEPER = "gatekeeper"
    COUNTY_CIVIL_AFFAIRS = "county_civil_affairs"
    HOME_HEAD = "home_head"
    NURSE = "nurse"
    CARER = "carer"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"


@dataclass(frozen=True, slots=True)
class Office:
    """What one role may do, and on which levels of the tree it can be held."""

    zh: str
    en: str
    levels: frozenset[int]
    rights: frozenset[Right]


def _office(zh: str, en: str, levels: Sequence[int], *rights: Right) -> Office:
    return Office(zh, en, frozenset(levels), frozenset(rights))


_LEAD = (Right.BOARD, Right.STAFF)

OFFICES: Mapping[Role, Office] = {
    Role.NATION_LEADER: _office("国家负责人", "National leader", [0], *_LEAD),
    Role.PROVINCE_LEADER: _office("省级负责人", "Provincial leader", [1], *_LEAD),
    Role.CITY_LEADER: _office("市级负责人", "City leader", [2], *_LEAD),
    Role.COUNTY_LEADER: _office("区县负责人", "County leader", [3], *_LEAD, Right.GROUND),
    Role.STREET_LEADER: _office("街道负责人", "Street leader", [4], *_LEAD, Right.GROUND),
    Role.POLICY_OFFICER: _office("政策专员", "Policy officer", [0, 1, 2, 3], *_LEAD, Right.ADOPT),
    Role.COUNTY_CASE_OFFICER: _office(
        "区县个案专员", "County case officer", [3], *_LEAD, Right.NAMES, Right.EXCUSE, Right.UNSEAL
    ),
    Role.STREET_OFFICER: _office(
        "街道专员", "Street officer", [4],
        *_LEAD, Right.NAMES, Right.RECORD, Right.EXCUSE, Right.GROUND, Right.GATE,
    ),
    Role.COMMUNITY_WORKER: _office(
        "社区工作者", "Community worker", [5],
        *_LEAD, Right.NAMES, Right.RECORD, Right.EXCUSE, Right.UNSEAL, Right.GROUND, Right.GATE,
    ),
    Role.GRID_WORKER: _office("网格员", "Grid worker", [6], Right.NAMES, Right.RECORD),
    Role.GATEKEEPER: _office("出入口值守员", "Gatekeeper", [5, 6], Right.GATE),
    Role.COUNTY_CIVIL_AFFAIRS: _office(
        "区县民政专员", "County civil affairs officer", [3], *_LEAD, Right.HOME
    ),
    Role.HOME_HEAD: _office(
        "机构负责人", "Head of institution", [6],
        *_LEAD, Right.NAMES, Right.RECORD, Right.EXCUSE, Right.UNSEAL, Right.CARE, Right.NURSE,
        Right.HOME,
    ),
    Role.NURSE: _office(
        "机构护士", "Nurse of an institution", [6],
        Right.NAMES, Right.RECORD, Right.EXCUSE, Right.CARE, Right.NURSE, Right.HOME,
    ),
    Role.CARER: _office(
        "护理员", "Carer", [6], Right.NAMES, Right.RECORD, Right.CARE
    ),
    Role.AUDITOR: _office("审计员", "Auditor", [0, 1, 2, 3], Right.STAFF, Right.JOURNAL),
    Role.SYSTEM_ADMIN: _office(
        "系统管理员", "System administrator", [0, 1, 2, 3], Right.STAFF, Right.MANAGE
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One grant a person could work under."""

    grant: int
    role: Role
    place_code: str

    @property
    def office(self) -> Office:
        """Return what the role may do, with its name in both languages."""
        return OFFICES[self.role]


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at work under one grant: whom every reading and every act is for.

    `held` are all grants in force, this one too, for the switch at the top of the page.
    A program works under `key` with its `scopes`, a phone as `device`; of the role's rights each
    has those `carried`.

    Units: [`lo`, `hi`) is the place's half-open range of padded codes; `level` counts from the
    nation (0) to a building (7).
    """

    user: int
    name: str
    role: Role
    place_code: str
    lo: int
    hi: int
    level: int
    grant: int = 0
    held: tuple[Held, ...] = ()
    key: int = 0
    device: int = 0
    scopes: frozenset[str] = frozenset()
    carried: frozenset[Right] | None = None

    @property
    def office(self) -> Office:
        """Return what the role may do, with its name in both languages."""
        return OFFICES[self.role]

    def may(self, right: Right) -> bool:
        """Tell whether the viewer's role holds `right`, and the key carries it if there is one."""
        return right in OFFICES[self.role].rights and (
            self.carried is None or right in self.carried
        )

    def covers(self, place: int) -> bool:
        """Tell whether `place` lies in the viewer's range."""
        return self.lo <= place < self.hi

    def covers_all(self, lo: int, hi: int) -> bool:
        """Tell whether every place in [lo, hi) lies in the viewer's range."""
        return self.lo <= lo and hi <= self.hi

    def holds(self, role: str, place: int) -> bool:
        """Tell whether the person holds `role` over `place`, under the chosen grant or another."""
        own = [span(held.place_code) for held in self.held if held.role == role]
        own += [(self.lo, self.hi)] if self.role == role else []
        return any(lo <= place < hi for lo, hi in own)

    @property
    def names(self) -> bool:
        """Tell whether the viewer may see persons."""
        return self.may(Right.NAMES)

    @property
    def gate(self) -> bool:
        """Tell whether the viewer may see who passes the gates here."""
        return self.may(Right.GATE)

    @property
    def staff(self) -> bool:
        """Tell whether the viewer may see who works here."""
        return self.may(Right.STAFF)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts for the own account, in no role."""

    user: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """Whoever does an act in a room records that they did, whatever else their role records."""

    user: int
    role: str
    lo: int
    hi: int

    def may(self, right: Right) -> bool:
        """Tell whether this hand carries `right`: it only records."""
        return right is Right.RECORD

    def covers(self, place: int) -> bool:
        """Tell whether `place` is where the act was done."""
        return self.lo <= place < self.hi
