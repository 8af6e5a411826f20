"""Invented staff at work: who may start and who not yet, a rota, hands asked for and lent."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from anlin.accounts.models import Grant
from anlin.accounts.queries import viewer_for
from anlin.accounts.rules import Role, Viewer
from anlin.base.days import local_day, start_of
from anlin.base.scope import nationwide
from anlin.config.demo.homes import HOMES, SHOWN_HOME
from anlin.institutions.actions import add_post
from anlin.institutions.models import Institution, Post
from anlin.institutions.rules import Job, Kind
from anlin.places.rules import lo_of
from anlin.workforce.actions import ask, find, isolate, offer, plan_shift, start, step
from anlin.workforce.rules import Found, Lent

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_NEW = (
    ("周新护（演示）", 15, (Found.WELL, Found.NEGATIVE)),
    ("吴返岗（演示）", 9, (Found.WELL,)),
    ("郑新来（演示）", None, ()),
    ("冯观察（演示）", 12, (Found.WELL, Found.SYMPTOM)),
)


def staff_homes(now: datetime, say: Callable[[str], None]) -> Sequence[str]:
    """Let staff of long standing be on duty, newcomers isolate, and one home lend to another."""
    today = local_day(now)
    early = start_of(today - 15 * _DAY) + 10 * _HOUR
    at_work = 0
    for home in HOMES:
        head = working(Role.HOME_HEAD, home.code, early)
        with nationwide():
            posts = list(Post.objects.filter(place=lo_of(home.code)).values_list("pk", flat=True))
        for post in posts:
            start(post, by=head, at=early)
        at_work += len(posts)
    _shown(now)
    _lend(now)
    say(f"{at_work} members of staff on duty")
    return ("workforce_start", "workforce_isolation", "workforce_finding", "workforce_shift",
            "workforce_request", "workforce_loan")  # fmt: skip


def working(role: Role, place: str, at: datetime) -> Viewer:
    """Return whoever holds a role at a place, the first of them."""
    held = Grant.objects.using("owner").filter(role=role, place_code=place)
    return viewer_for(held.earliest("id").user_id, None, at)


def _shown(now: datetime) -> None:
    """Fill the shown home: newcomers who may not start yet, the demonstration's carer, a rota."""
    today = local_day(now)
    head = working(Role.HOME_HEAD, SHOWN_HOME, now)
    with nationwide():
        home = Institution.objects.get(place=lo_of(SHOWN_HOME))
        carers = list(
            Post.objects.filter(place=home.place, job=Job.CARER).values_list("pk", flat=True)
        )
    hired = today - 20 * _DAY
    for name, days, findings in _NEW:
        post = add_post(home.pk, name=name, job=Job.CARER, since=hired, by=head, at=now)
        if days is not None:
            isolate(post.pk, since=today - days * _DAY, at_what="观察室", by=head, at=now)
        for found in findings:
            find(post.pk, found=found, on=today - _DAY, note="", by=head, at=now)
    own = working(Role.CARER, SHOWN_HOME, now)
    mine = add_post(home.pk, name=own.name, job=Job.CARER, since=hired, user=own.user, by=head,
                    at=now)  # fmt: skip
    isolate(mine.pk, since=today - 16 * _DAY, at_what="观察室", by=head, at=now)
    for found in (Found.WELL, Found.NEGATIVE):
        find(mine.pk, found=found, on=today - 2 * _DAY, note="", by=head, at=now)
    start(mine.pk, by=head, at=now)
    _rota([*carers, mine.pk], head, now)


def _rota(carers: Sequence[int], head: Viewer, now: datetime) -> None:
    """Plan three days in three shifts, so that the nights are short of carers."""
    midnight = start_of(local_day(now)) - _DAY
    for index, post in enumerate(carers):
        first = (7, 15, 7, 23, 15, 7)[index % 6]
        for day in range(3):
            since = midnight + day * _DAY + first * _HOUR
            plan_shift(
                post, since=since, until=since + 8 * _HOUR, inside=index % 2 == 0, by=head, at=now
            )


def _lend(now: datetime) -> None:
    """Let a small home ask for carers, and the shown home offer one, who is accepted."""
    today = local_day(now)
    small = next(home for home in HOMES if home.kind is Kind.ELDER_CARE and home.code != SHOWN_HOME)
    asker, lender = (working(Role.HOME_HEAD, code, now) for code in (small.code, SHOWN_HOME))
    asked = ask(
        lo_of(small.code), job=Job.CARER, people=2, since=today, until=today + 10 * _DAY,
        why="两名护理员隔离观察，夜班缺人", by=asker, at=now - 20 * _HOUR,
    )  # fmt: skip
    with nationwide():
        there = Post.objects.filter(place=lo_of(SHOWN_HOME), job=Job.CARER).order_by("pk")
        post = there.values_list("pk", flat=True)[1]
    loan = offer(asked.pk, post=post, by=lender, at=now - 18 * _HOUR)
    step(loan.pk, to=Lent.ACCEPTED, by=asker, at=now - 17 * _HOUR)
