"""Invented reports: each day's numbers as recorded, a few corrected, one zero that is not true."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role
from anlin.base import sql
from anlin.base.days import start_of
from anlin.base.scope import NATION, nationwide
from anlin.base.sockets import figures, reporters
from anlin.committees.actions import raise_doubts, read, tell
from anlin.committees.models import Report
from anlin.committees.queries import line_names
from anlin.committees.rules import PLACE, Matter, Subject, width_of
from anlin.config.demo.tended import community_worker
from anlin.config.demo.territory import SHOWN
from anlin.places.queries import place
from anlin.places.rules import COMMUNITY, WIDTHS, lo_of, parent

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_HOME = "institution"
_HIDES = "positives"  # what the shown community leaves out while it is known
_CORRECTED = 0.04
_WHY = ("补报一户", "重复登记，核减一人", "网格员晚间补录")
_TOLD = (
    (SHOWN[0], 26, Matter.SUPPLIES, "退烧药只够今天一天，卫生服务站也缺，请协调调拨。", 2),
    (SHOWN[1], 1, Matter.SEVERE, "一名独居老人喘憋加重，村里没有车，请协调救护车。", 0),
)
Known = Mapping[str, Counter[int]]


def keep_reports(now: datetime, seed: str) -> Sequence[str]:
    """Keep what communities reported, doubt what does not fit, and tell two urgent matters."""
    dice = Random(f"{seed}:reported")  # noqa: S311 - invented, not secret
    with nationwide():
        by_day: dict[date, list[sql.Row]] = defaultdict(list)
        for row in sql.rows("config/demo_reports", {}):
            by_day[row.day].append(row)
        made: list[Report] = []
        for day, rows in by_day.items():
            made += _of_day(day, rows, now, dice)
        Report.objects.bulk_create(made)
        for day in by_day:
            raise_doubts(day=day, at=min(now, start_of(day + _DAY)))
    _urgent(now, dice)
    return ("committees_report", "committees_doubt")


def _of_day(day: date, rows: Sequence[sql.Row], now: datetime, dice: Random) -> Iterator[Report]:
    known = {kind: _known(day, now, kind) for kind in (PLACE, *reporters())}
    for row in rows:
        kind = PLACE if row.place % WIDTHS[COMMUNITY] == 0 else _HOME
        lines = {line: of[row.place] for line, of in known[kind].items()}
        hides = row.place == lo_of(SHOWN[0]) and lines[_HIDES] > 0
        said = lines | ({_HIDES: 0} if hides else {})
        corrected = not hides and dice.random() < _CORRECTED and any(lines.values())
        later = row.at + dice.uniform(0.5, 2) * _HOUR
        first = dict.fromkeys(lines, 0) if corrected and later < now else said
        yield _report(row, kind, day, lines, first, row.at)
        if first is not said:
            yield _report(row, kind, day, lines, said, later, version=2, why=dice.choice(_WHY))


def _known(day: date, now: datetime, kind: str) -> Known:
    """Return what was recorded of each line by the end of the day, by community or by home."""
    values = {
        "lo": NATION[0], "hi": NATION[1], "since": start_of(day), "until": start_of(day + _DAY),
        "at": now,
    }  # fmt: skip
    found: dict[str, Counter[int]] = {line: Counter() for line in line_names()}
    for figure in figures().values():
        if figure.line in found:
            counted: Counter[int] = Counter()
            for row in sql.rows_of(figure.sql, values):
                counted[row.place - row.place % width_of(kind)] += row.number
            found[figure.line] |= counted  # the most that any figure counts
    return found


def _report(
    row: sql.Row, kind: str, day: date, known: Mapping[str, int], said: Mapping[str, int],
    at: datetime, *, version: int = 1, why: str = "",
) -> Report:  # fmt: skip
    return Report(
        client_id=row.client_id if version == 1 else UUID(int=row.client_id.int ^ 1),
        place=row.place, kind=kind, subject=row.place, day=day, version=version,
        zero=not any(said.values()), reason=why, by=row.recorder, signer=row.name, at=at,
        submission=row.id if version == 1 else None,
        lines={
            line: {
                "known": known[line], "said": said[line],
                "why": "" if known[line] == said[line] else "尚在核实",
            }
            for line in known
        },
    )  # fmt: skip


def _urgent(now: datetime, dice: Random) -> None:
    """Let two communities tell what cannot wait; of one, street and county have taken note."""
    for code, hours, matter, text, readers in _TOLD:
        by, at = community_worker(code, now), now - hours * _HOUR
        with nationwide():
            name = place(code).name
        made = tell(
            subject=Subject(PLACE, lo_of(code), name), matter=matter, text=text, by=by, at=at,
            occurred_at=at, client_id=UUID(int=dice.getrandbits(128), version=4),
        )  # fmt: skip
        above = ((Role.STREET_LEADER, parent(code)), (Role.COUNTY_LEADER, code[:6]))
        for number, (role, where) in enumerate(above[:readers], 1):
            held = Grant.objects.using("owner").filter(role=role, lo=lo_of(str(where)))
            reader = viewer_for(held.earliest("id").user_id, None, now)
            said = "已联系县医院和药店，今晚送到。" if number == 1 else ""
            read(made.pk, said=said, by=reader, at=at + number * timedelta(minutes=17))
