"""Staff of an institution: who may start when, and why not yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.areas.queries import level_at
from anlin.base import sql
from anlin.base.days import local_day
from anlin.institutions.models import Institution, Post
from anlin.policy.queries import limits_in_force
from anlin.policy.rules import Asked, LimitInForce, asked, strictest
from anlin.workforce.models import Finding, Shift
from anlin.workforce.queries.words import LEVEL_WORDS, condition, job_word
from anlin.workforce.rules import START, Looked, earliest, facts_of, missing, rest_owed

_ROW = "days_in_row"


@dataclass(frozen=True, slots=True)
class Member:
    """One worker as the staff page shows them; `row` is what the statement says of them.

    `asked` are the conditions in force, `lacking` those that are not met, `from_day` the day on
    which isolation alone will be long enough. `owed` are days of rest.
    """

    row: sql.Row
    asked: tuple[Asked, ...]
    lacking: tuple[Asked, ...]
    from_day: date | None
    owed: int

    @property
    def on_duty(self) -> bool:
        """Tell whether they are admitted to duty."""
        return self.row.start is not None


@dataclass(frozen=True, slots=True)
class Shown:
    """A worker in a list: the job in words, and each condition in words."""

    member: Member
    job: str
    conditions: list[tuple[Asked, str]]

    @property
    def lacking(self) -> list[tuple[Asked, str]]:
        """Return the conditions that are not met."""
        return [pair for pair in self.conditions if not pair[0].met]


@dataclass(frozen=True, slots=True)
class Worker(Shown):
    """A worker on a page of the own."""

    post: Post


def staff(place: int, at: datetime) -> list[Member]:
    """Return who works at an institution, those not yet on duty first.

    Cost: four statements, however many work there.
    """
    return _members(place, None, at)


def member(worker: Post, at: datetime) -> Member | None:
    """Return one worker, or None if they no longer work there."""
    return next(iter(_members(worker.place, worker.pk, at)), None)


def gate_of(worker: Post, at: datetime) -> tuple[Asked, ...]:
    """Return what is asked before somebody starts, beside what is so."""
    found = member(worker, at)
    return found.asked if found else ()


def worker(viewer: Viewer, post: int, at: datetime) -> Worker | None:
    """Return one worker of the viewer's place, or None."""
    kept = within(viewer, Post.objects.filter(pk=post)).select_related("institution").first()
    found = member(kept, at) if kept else None
    return Worker(found, *_said(found), kept) if kept and found else None


def own_posts(viewer: Viewer, at: datetime) -> list[Worker]:
    """Return where the viewer works in person, within the place of the chosen role."""
    mine = within(viewer, Post.objects.filter(user=viewer.user, until=None))
    kept = mine.select_related("institution").order_by("pk")
    return [found for post in kept if (found := worker(viewer, post.pk, at)) is not None]


def own_home(viewer: Viewer) -> Institution | None:
    """Return the institution that the viewer's role is held at, or None."""
    return within(viewer, Institution.objects.filter(place=viewer.lo, until=None)).first()


def shown(found: Member) -> Shown:
    """Return a worker with the words of the conditions."""
    return Shown(found, *_said(found))


def _said(found: Member) -> tuple[str, list[tuple[Asked, str]]]:
    return job_word(found.row.job), [(each, condition(each)) for each in found.asked]


def next_shifts(posts: Iterable[Post], at: datetime) -> list[Shift]:
    """Return the shifts of somebody that run or come, the next first."""
    found = Shift.objects.filter(post__in=list(posts), cancelled_at=None, until__gt=at)
    return list(found.order_by("since")[:20])


def level_words(place: int, day: date) -> str:
    """Return the level of the county in the reader's language; empty while not decided."""
    return str(LEVEL_WORDS.get(level_at(place, day), ""))


def findings(worker: Post) -> list[Finding]:
    """Return what was found of somebody, the newest first; what was taken back is marked."""
    found = Finding.objects.filter(post=worker).select_related("corrected_by")
    return list(found.exclude(found="void").order_by("-on_day", "-pk")[:60])


def _members(place: int, post: int | None, at: datetime) -> list[Member]:
    today = local_day(at)
    in_force = limits_in_force(*START, _ROW)
    level = level_at(place, today)
    in_row = strictest(in_force, _ROW, place, today, level)
    most = int(in_row.limit.value) if in_row else None
    values = {"place": place, "post": post, "at": at, "today": today}
    return [
        _member(row, in_force, place, today, level, most)
        for row in sql.rows("workforce/staff", values)
    ]


def _member(
    row: sql.Row, in_force: Sequence[LimitInForce], place: int, today: date, level: str,
    most: int | None,
) -> Member:  # fmt: skip
    seen = Looked(row.isolated_on, row.left_on, row.well, row.symptom, row.negative, row.positive)
    held = asked(in_force, START, place, today, facts_of(seen, today), level)
    return Member(row, held, missing(held), earliest(held, seen, today), rest_owed(row.days, most))
