"""Who works at an institution: posts that begin and end."""

from datetime import date, datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.institutions.actions.desk import at_work, institution_here, journal
from anlin.institutions.models import Post
from anlin.institutions.rules import Job, NotInsideError
from anlin.people.actions.desk import past
from anlin.people.rules import DayOrderError, phone_of, said


def add_post(
    institution: int, *, name: str, job: Job, by: Viewer, at: datetime, phone: str = "",
    since: date | None = None, user: int | None = None,
) -> Post:  # fmt: skip
    """Write down that somebody works here from a day on.

    Raises:
        EmptyFieldError: no name was given.
        FutureDayError: the day is to come.
    """
    name, phone, day = said(name, "name"), phone_of(phone), since or local_day(at)
    past(day, "since", at)
    with at_work(by, Right.HOME):
        home = institution_here(institution)
        made = Post.objects.create(
            institution=home, place=home.place, name=name, phone=phone, user=user, job=job,
            since=day, added_at=at, added_by=by.user,
        )  # fmt: skip
        journal("add_post", made, home.place, by=by, at=at, detail={"job": str(job)})
    return made


def end_post(post: int, *, on: date, by: Viewer, at: datetime) -> Post:
    """Write down that somebody no longer works here from a day on.

    Raises:
        DayOrderError: the day does not lie after the first.
        NotInsideError: no such post lasts here.
    """
    past(on, "on", at)
    with at_work(by, Right.HOME):
        held = Post.objects.select_for_update().filter(pk=post, until=None).first()
        if held is None:
            raise NotInsideError
        if on <= held.since:
            raise DayOrderError(field="on", day=held.since.isoformat())
        held.until = on
        held.save(update_fields=["until"])
        journal("end_post", held, held.place, by=by, at=at)
    return held
