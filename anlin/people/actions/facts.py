"""Recording what orders ask about a person: findings of the survey, special groups."""

from datetime import date, datetime

from anlin.accounts.rules import Viewer
from anlin.people.actions.changing import Act, Edit, amend
from anlin.people.actions.desk import at_work, end, journal, past, person_here, unless
from anlin.people.models import Health, SpecialGroup
from anlin.people.rules import MEMBER, YES, Disease, Group, GroupStateError, Vaccination


def record_health(
    person: int,
    *,
    disease: Disease,
    vaccination: Vaccination,
    on: date,
    by: Viewer,
    at: datetime,
) -> Health:
    """Record what the survey found, from `on` until the next finding.

    A second finding of the same day replaces the first.

    Raises:
        DayOrderError: a later finding holds.
        FutureDayError: the day is to come.
    """
    past(on, "on", at)
    with at_work(by):
        who = person_here(person)
        held = Health.objects.filter(person=who, until=None)
        finding = held.filter(since=on).first()
        if finding is None:
            end(held, on)
            finding = Health(person=who, place=who.place, since=on)
        finding.disease, finding.vaccination = disease, vaccination
        finding.save()
        journal("record_health", who, who.place, by=by, at=at)
    return finding


def add_to_group(
    person: int, *, group: Group, since: date, by: Viewer, at: datetime
) -> SpecialGroup:
    """Let somebody belong to a special group from `since`.

    Raises:
        GroupStateError: they do already, or did on that day or later.
        FutureDayError: the day is to come.
    """
    past(since, "since", at)
    with (
        at_work(by),
        unless("people_special_group_one_at_a_time", GroupStateError(field="group")),
    ):
        who = person_here(person)
        if not amend([Edit(who, MEMBER + group, YES)], Act(by, at, on=since)):
            raise GroupStateError(field="group")
        journal("add_to_group", who, who.place, by=by, at=at, detail={"group": str(group)})
        return SpecialGroup.objects.get(person=who, group=group, until=None)


def leave_group(person: int, *, group: Group, on: date, by: Viewer, at: datetime) -> None:
    """Let somebody belong to a special group no longer from `on`.

    Raises:
        GroupStateError: they do not belong to it.
        DayOrderError: they joined on that day or later.
        FutureDayError: the day is to come.
    """
    past(on, "on", at)
    with at_work(by):
        who = person_here(person)
        if not amend([Edit(who, MEMBER + group, "")], Act(by, at, on=on)):
            raise GroupStateError(field="group")
        journal("leave_group", who, who.place, by=by, at=at, detail={"group": str(group)})
