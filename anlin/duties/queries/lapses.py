"""What a leader's place was told of lapses, and what became of each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.days import local_day, start_of
from anlin.base.sockets import is_matter
from anlin.duties.models import Lapse
from anlin.duties.rules.ladder import LEADERS, ladder_at, sections
from anlin.policy.queries import ladders_in_force
from anlin.policy.rules import Ladder

_DAYS_BACK = 2
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item:
    """One lapse as the place sees it to which it was told.

    `status` is the duty's status now, empty where it is no longer owed; `cured` says that late
    truth settled it. `told_at` is when it was put before the viewer's place, None if it was not.
    `highest` is the highest level told so far (0 is the nation). `noted_*` is this place's own
    acknowledgement, which holds back those above until `holds_until`. `asked_*` is the request
    that the level below sent here; `asked_up` says that help was asked from above. `subject` is
    None where the viewer may not see persons; `own` says that the viewer owes the duty.
    """

    lapse: int
    window: int
    measure: str
    zh: str
    en: str
    clause: str
    owed_by: str
    subject: int | None
    place: int
    opens: datetime
    lapsed_at: datetime
    raised_at: datetime
    status: str
    cured: bool
    told_at: datetime | None
    highest: int | None
    noted_by: int | None
    noted_at: datetime | None
    note: str | None
    holds_until: datetime | None
    asked_by: int | None
    asked_at: datetime | None
    asked_for: str | None
    asked_up: bool
    own: bool

    @property
    def waits(self) -> bool:
        """Tell whether somebody here still has to answer for it."""
        return self.status == "missed" and self.noted_at is None

    @property
    def may_note(self) -> bool:
        """Tell whether the viewer can take note of it."""
        return self.told_at is not None and self.noted_at is None and not self.own


@dataclass(frozen=True, slots=True)
class Inbox:
    """What a leader's place was told on a day: at most `cap` one by one, and how many more.

    The same lapses stand in `items` all day, in the order in which they came; only what became of
    them changes. `left` are those of the days before that still wait for an answer.
    """

    day: date
    items: tuple[Item, ...]
    more: int
    left: tuple[Item, ...]
    cap: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that became known of a lapse `at` a moment.

    `kind` is `raised`, `told`, `noted`, `asked`, `excused`, `exempt`, `done` or `taken_back`.
    `level` is who was told, took note or was asked. `by` is who did it (accounts_user.id), None
    for the product itself. `moment` is when it lapsed (raised), until when it holds (noted,
    excused, exempt) or when it was done (done): before or after it lapsed.
    """

    kind: str
    at: datetime
    level: int | None
    by: int | None
    words: str
    moment: datetime | None


def inbox(viewer: Viewer, *, at: datetime, day: date | None = None) -> Inbox:
    """Return what the place that `viewer` leads was told on `day`, as it stands at `at`.

    Cost: four statements, whatever the level; each item shown derives one duty.
    """
    shown = day or local_day(at)
    cap = ladder_at(sections(ladders_in_force()), viewer.lo, start_of(shown)).cap
    if viewer.role not in LEADERS:
        return Inbox(shown, (), 0, (), cap)
    first = shown - _DAYS_BACK * _DAY
    told = sql.rows(
        "duties/told",
        {
            "level": viewer.level,
            "lo": viewer.lo,
            "hi": viewer.hi,
            "since": start_of(first),
            "until": start_of(shown + _DAY),
            "at": at,
            "cap": cap,
        },
    )
    now = [row for row in told if row.on_day == shown]
    left = _items(viewer, [row.lapse_id for row in told if row.on_day != shown], at)
    return Inbox(
        day=shown,
        items=_items(viewer, [row.lapse_id for row in now], at),
        more=max(0, now[0].total - cap) if now else 0,
        left=tuple(item for item in left if item.waits),
        cap=cap,
    )


def lapse(viewer: Viewer, lapse: int, *, at: datetime) -> Item | None:
    """Return one lapse as the viewer's place sees it, or None where it is out of sight."""
    found = _items(viewer, [lapse], at)
    return found[0] if found and viewer.covers(found[0].place) else None


def history(lapse: int, *, at: datetime) -> list[Event]:
    """Return what had become known of a lapse by `at`, in that order; late truth, too."""
    rows = sql.rows("duties/history", {"lapse": lapse, "at": at})
    return [Event(*row) for row in rows]


def ladder_of(lapse: Lapse) -> Ladder:
    """Return the ladder that a lapse climbs: the one in force around its place when it lapsed."""
    return ladder_at(sections(ladders_in_force()), lapse.place, lapse.lapsed_at)


def _items(viewer: Viewer, lapses: list[int], at: datetime) -> tuple[Item, ...]:
    values = {"lapses": lapses, "level": min(viewer.level, 6), "at": at}
    rows = sql.rows("duties/lapses", values) if lapses else []
    return tuple(_item(viewer, row) for row in rows)


def _item(viewer: Viewer, row: sql.Row) -> Item:
    found = row._asdict()
    if not (viewer.names or row.subject == row.place or is_matter(row.subject)):
        found["subject"] = None
    return Item(**found, own=viewer.holds(row.owed_by, row.place))
