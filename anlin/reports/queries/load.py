"""How much a worker has to do now, before and after standing in for somebody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from anlin.accounts.queries import Worker
from anlin.accounts.rules import Held, Viewer
from anlin.base import scope, sql
from anlin.duties.queries import windows_to_do
from anlin.places.queries import names
from anlin.places.rules import COMMUNITY, GRID, level_of, parent, span
from anlin.policy.models import Measure


@dataclass(frozen=True, slots=True)
class Load:
    """Duties still to do, and how long they take by the minutes each measure counts."""

    duties: int = 0
    minutes: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.duties + other.duties, self.minutes + other.minutes)

    @property
    def hours(self) -> float:
        """Return the hours they take."""
        return self.minutes / 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague, what they have to do now, and what they would have."""

    worker: Worker
    now: Load
    then: Load


def post_names(viewer: Viewer, codes: Iterable[str]) -> dict[str, str]:
    """Return what each place of work is called; a grid by its community, too, seen from above."""
    wanted = set(codes)
    above = {code: str(parent(code)) for code in wanted if level_of(code) == GRID}
    known = names({*wanted, *above.values()})
    return {
        code: f"{known.get(above[code], '')} · {known.get(code, '')}"
        if code in above and viewer.level < COMMUNITY
        else known.get(code, "")
        for code in wanted
    }


def loads(posts: Iterable[tuple[str, str]], at: datetime) -> dict[tuple[str, str], Load]:
    """Return what is left to do at `at` for each post: a role and the code of its place.

    It counts beyond the viewer's own place, and tells nothing but the two numbers.

    Cost: two statements per role, and one probe per duty.
    """
    by_role: dict[str, list[str]] = defaultdict(list)
    for role, code in sorted(set(posts)):
        by_role[role].append(code)
    found: dict[tuple[str, str], Load] = {}
    for role, codes in by_role.items():
        measures = Measure.objects.filter(owed_by=role).values_list("pk", flat=True)
        windows = windows_to_do(at).filter(measure_id__in=list(measures))
        for code, load in _loads(codes, list(windows.values_list("pk", flat=True)), at).items():
            found[role, code] = load
    return found


def _loads(codes: Sequence[str], windows: list[int], at: datetime) -> dict[str, Load]:
    spans = [span(code) for code in codes]
    lo, hi = min(lo for lo, _ in spans), max(hi for _, hi in spans)
    with scope.open_scope(lo, hi):
        rows = sql.rows(
            "reports/load",
            {
                "windows": windows,
                "numbers": list(range(len(codes))),
                "los": [lo for lo, _ in spans],
                "his": [hi for _, hi in spans],
                "at": at,
            },
        )
    counted = {codes[row.number]: Load(row.duties, row.minutes) for row in rows}
    return {code: counted.get(code, Load()) for code in codes}


def candidates(
    worker: Worker, near: Sequence[Worker], at: datetime
) -> tuple[Load, list[Candidate]]:
    """Return the load to hand over, and each colleague with theirs; who has least stands first."""
    posts = {each: _posts(each) for each in near}
    found = loads([_post(worker), *(post for of in posts.values() for post in of)], at)
    handed = found[_post(worker)]
    each = []
    for colleague, of in posts.items():
        now = sum((found[post] for post in of), Load())
        each.append(Candidate(colleague, now, now + handed))
    return handed, sorted(each, key=lambda one: (one.now.minutes, one.worker.user))


def _posts(worker: Worker) -> set[tuple[str, str]]:
    return {_post(worker), *(_post(held) for held in worker.also)}


def _post(of: Worker | Held) -> tuple[str, str]:
    return of.role.value, of.place_code
