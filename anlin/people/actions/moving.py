"""Where people live: moving, leaving, dying, being away; households that part or join."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from anlin.accounts.rules import Viewer
from anlin.people.actions.changing import Act, Edit, amend, note
from anlin.people.actions.desk import (
    at_work,
    end,
    household_here,
    journal,
    keep_number,
    opened,
    past,
    person_here,
    unless,
)
from anlin.people.actions.registration import Door, enter_households
from anlin.people.models import (
    Change,
    Difference,
    Health,
    Household,
    Person,
    Residence,
    SpecialGroup,
)
from anlin.people.rules import (
    AT_HOME,
    LEADS,
    DayOrderError,
    DoorTakenError,
    Event,
    Living,
    NobodyChosenError,
    NoSuchStayError,
    SameHouseholdError,
    Source,
    community_of,
    said,
)

_FOLLOWING = (SpecialGroup, Health, Change, Difference)  # lie where their person lives
_ONE_STAY = "people_residence_one_at_a_time"


def move_person(
    person: int,
    *,
    household: int,
    on: date,
    by: Viewer,
    at: datetime,
    why: str = "",
    source: Source = Source.SCREEN,
    same_day: bool = False,
) -> Person:
    """Let somebody live in `household` from `on`; their facts go with them.

    With `same_day` a stay that began on that day is led on in the other household: who came in the
    morning and goes on in the evening lived there for no day.

    The journals of both communities say so, for what is owed changes in both.

    Raises:
        DayOrderError: they moved into where they are now on that day or later.
        FutureDayError: the day is to come.
        SameHouseholdError: they live there.
    """
    past(on, "on", at)
    with at_work(by), unless(_ONE_STAY, DayOrderError(field="on", day=on.isoformat())):
        who, home = person_here(person), household_here(household)
        if who.household_id == home.pk and who.living in AT_HOME:
            raise SameHouseholdError(field="household")
        came_from = who.place
        resettle([who], home, Act(by, at, why, source, on), same_day=same_day)
        _journal_moves("move_person", who, [came_from, home.place], by, at, why)
    return who


def record_event(
    person: int,
    *,
    event: Event,
    on: date,
    by: Viewer,
    at: datetime,
    why: str = "",
    source: Source = Source.SCREEN,
    same_day: bool = False,
) -> Person:
    """Record that somebody went away for a time, came back, moved out of sight or died.

    With `same_day` they may have moved in on that very day: then they lived there for no day.

    Raises:
        DayOrderError: they moved into where they are now later, or on that day without `same_day`.
        FutureDayError: the day is to come.
        NoSuchStayError: the event does not fit where they live.
    """
    past(on, "on", at)
    with at_work(by):
        who = person_here(person)
        happen([who], event, Act(by, at, why, source, on), same_day=same_day)
        journal("record_event", who, who.place, by=by, at=at, reason=why,
                 detail={"event": str(event)})  # fmt: skip
    return who


def happen(persons: Sequence[Person], event: Event, act: Act, *, same_day: bool = False) -> None:
    """Let `event` happen to all of `persons` on the act's day.

    Raises:
        DayOrderError: somebody moved into where they are now later, or on that day without
            `same_day`.
        NoSuchStayError: the event does not fit where somebody lives.
    """
    before, after = LEADS[event]
    if any(person.living not in before for person in persons) or act.on is None:
        raise NoSuchStayError(field="what")
    if after not in AT_HOME:
        here = Residence.objects.filter(person__in=persons, until=None)
        end(here, act.on, same_day=same_day)
    amend([Edit(person, "living", after) for person in persons], act)
    for person in persons:
        person.living_since = act.on
    Person.objects.bulk_update(persons, ["living_since"])


def split_household(
    household: int,
    *,
    persons: Sequence[int],
    door: str,
    label: str,
    on: date,
    by: Viewer,
    at: datetime,
    why: str = "",
) -> Household:
    """Let some of a household live behind another door of the same building from `on`.

    Raises:
        DayOrderError: somebody moved in on that day or later.
        DoorTakenError: a household is registered there.
        EmptyFieldError: no door was given.
        FutureDayError: the day is to come.
        NobodyChosenError: nobody was chosen, or everybody.
    """
    past(on, "on", at)
    taken = DoorTakenError(field="door", door=door)
    with at_work(by), unless("people_household_one_per_door", taken):
        home = household_here(household)
        here = list(_members(home).select_for_update())
        going = [person for person in here if person.pk in set(persons)]
        if not going or len(going) == len(here):
            raise NobodyChosenError(field="persons")
        act = Act(by, at, why, on=on)
        found = Door(home.place, said(door, "door"), label.strip())
        (made,) = enter_households([found], act)
        resettle(going, made, act)
        journal("split_household", home, home.place, by=by, at=at, reason=why,
                 detail={"to": str(made.pk), "persons": len(going)})  # fmt: skip
    return made


def merge_households(
    household: int, *, into: int, on: date, by: Viewer, at: datetime, why: str = ""
) -> Household:
    """Let everybody of a household live in another one from `on`, and close its door.

    Raises:
        DayOrderError: somebody moved in on that day or later.
        FutureDayError: the day is to come.
        SameHouseholdError: both are one.
    """
    past(on, "on", at)
    with at_work(by):
        home, joined = household_here(household), household_here(into)
        if home.pk == joined.pk:
            raise SameHouseholdError(field="household")
        act = Act(by, at, why, on=on)
        resettle(list(_members(home).select_for_update()), joined, act)
        amend([Edit(home, "closed_on", on.isoformat())], act)
        _journal_moves("merge_household", home, [home.place, joined.place], by, at, why)
    return joined


def resettle(
    persons: Sequence[Person], home: Household, act: Act, *, same_day: bool = False
) -> None:
    """Let all of `persons` live in `home` from the act's day; what is known goes with them.

    With `same_day` a stay that began on that day is led on instead of ended.

    Cost: some ten statements, however many move.
    """
    if act.on is None:
        raise NoSuchStayError(field="on")
    changes = list(_moved(persons, home, act))
    stays = Residence.objects.filter(person__in=persons, until=None)
    led_on = set(stays.filter(since=act.on).values_list("person", flat=True)) if same_day else set()
    end(stays.exclude(person__in=led_on), act.on)
    stays.filter(person__in=led_on).update(household=home, place=home.place)
    Residence.objects.bulk_create(
        Residence(person=person, household=home, place=home.place, since=act.on)
        for person in persons
        if person.pk not in led_on
    )
    for person in persons:
        number = opened(person)
        person.household, person.place, person.area = home, home.place, community_of(home.place)
        person.living, person.living_since, person.compared = Living.HERE, act.on, False
        keep_number(person, number)
    columns = ["household", "place", "area", "living", "living_since", "compared"]
    columns += ["id_sealed", "id_index", "id_county"]
    Person.objects.bulk_update(persons, columns)
    for facts in _FOLLOWING:
        facts.objects.filter(person__in=persons).update(place=home.place)
    Change.objects.bulk_create(_at_place(changes, home.place))


def _at_place(changes: Sequence[Change], place: int) -> Sequence[Change]:
    """Return lines of history that lie where their person lives now."""
    for change in changes:
        change.place = place
    return changes


def _moved(persons: Sequence[Person], home: Household, act: Act) -> Iterable[Change]:
    for person in persons:
        if person.household_id != home.pk:
            yield note(person, "household", str(person.household_id), str(home.pk), act)
        if person.living != Living.HERE:
            yield note(person, "living", person.living, Living.HERE, act)


def _members(home: Household) -> QuerySet[Person]:
    return Person.objects.filter(household=home, living__in=AT_HOME).order_by("pk")


def _journal_moves(
    verb: str,
    subject: Person | Household,
    places: Iterable[int],
    by: Viewer,
    at: datetime,
    why: str,
) -> None:
    to = list(places)[-1]
    for place in sorted({community_of(place): place for place in places}.values()):
        journal(verb, subject, place, by=by, at=at, reason=why, detail={"to": str(to)})
