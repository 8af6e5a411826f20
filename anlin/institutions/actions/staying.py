"""Residents in, out, moved and on leave: each ends a span of a stay or opens one, or both."""

from collections.abc import Sequence
from datetime import datetime

from anlin.accounts.rules import Right, Viewer
from anlin.base.days import local_day
from anlin.institutions.actions.desk import (
    at_work,
    institution_here,
    journal,
    not_before,
    part_here,
    stay_here,
)
from anlin.institutions.actions.leaving import refuse_leaving, refuse_outside_area
from anlin.institutions.actions.living import Admission, enter, live_in, one_stay
from anlin.institutions.actions.regime import refuse_while_closed
from anlin.institutions.models import Institution, Location, Stay
from anlin.institutions.rules import (
    HOUSES,
    LEAVING,
    AlreadyInsideError,
    BedTakenError,
    Came,
    NobodyLivesHereError,
    Part,
    State,
    Went,
)
from anlin.institutions.rules.regime import Way
from anlin.people.actions import record_event
from anlin.people.actions.changing import Act
from anlin.people.actions.desk import person_here, unless
from anlin.people.queries import holding
from anlin.people.rules import (
    DoubleIdentityError,
    Event,
    Identity,
    community_of,
    phone_of,
    said,
)

_ENDS = {Went.DIED: Event.DIED, Went.DISCHARGED: Event.MOVED_OUT, Went.HOSPITAL: Event.AWAY}


def admit(
    institution: int, *, bed: int, name: str, who: Identity, by: Viewer, at: datetime,
    since: datetime | None = None, phone: str = "", why: str = "",
) -> Stay:  # fmt: skip
    """Admit somebody into a free bed: as the ledger knows them by number and name, or anew.

    Raises:
        BedTakenError: somebody lies in it.
        DoubleIdentityError: somebody of another name in sight has the number.
        EmptyFieldError: no name was given.
        NobodyLivesHereError: people do not live in an institution of that kind.
    """
    new = Admission(bed, said(name, "name"), who, since or at, phone_of(phone))
    with at_work(by, Right.HOME, Right.NAMES):
        home = _house(institution, new.since, at)
        for known in holding(community_of(home.place), [who.number]) if who.number else ():
            if known.name != new.name:
                raise DoubleIdentityError(field="id_number")
            return admit_known(
                institution, bed=bed, person=known.pk, since=since, why=why, by=by, at=at
            )
        refuse_outside_area(home, part_here(home, bed, Part.BED), new.since)
        (stay,) = enter(home, [new], Act(by, at, why))
        journal("admit", stay, home.place, by=by, at=at, reason=why)
    return stay


def admit_known(
    institution: int, *, bed: int, person: int, by: Viewer, at: datetime,
    since: datetime | None = None, why: str = "",
) -> Stay:  # fmt: skip
    """Admit somebody of the ledger into a free bed; from that day they live there.

    Raises:
        AlreadyInsideError: the person stays in an institution.
        BedTakenError: somebody lies in the bed.
        UnknownPersonError: nobody of that number is in sight.
    """
    when = since or at
    with at_work(by, Right.HOME, Right.NAMES):
        home = _house(institution, when, at)
        where = part_here(home, bed, Part.BED)
        refuse_outside_area(home, where, when)
        who = person_here(person)
        if Stay.objects.filter(person=who, until=None).exists():
            raise AlreadyInsideError(field="person")
        live_in(who, where, when, by=by, at=at, why=why)
        with one_stay(where):
            stay = Stay.objects.create(
                institution=home, place=home.place, home=where.building, person=who, bed=where,
                state=State.IN, came=Came.ADMITTED, since=when, why=why, opened_at=at,
                opened_by=by.user,
            )  # fmt: skip
        journal("admit", stay, home.place, by=by, at=at, reason=why)
    return stay


def admit_all(
    institution: int, found: Sequence[Admission], *, by: Viewer, at: datetime
) -> list[Stay]:
    """Admit many newcomers at once, all or none.

    Raises:
        BedTakenError: a bed is taken, or given twice.
        UnknownPartError: a bed does not stand here.
    """
    with at_work(by, Right.HOME, Right.NAMES):
        home = _house(institution, at, at)
        stays = enter(home, found, Act(by, at))
        journal("admit_all", home, home.place, by=by, at=at, detail={"residents": len(stays)})
    return stays


def _house(institution: int, since: datetime, at: datetime) -> Institution:
    home = institution_here(institution, hold=True)
    if home.kind not in HOUSES:
        raise NobodyLivesHereError
    not_before(since, min(since, at), at)
    refuse_while_closed(home.place, Way.ADMIT, at)
    return home


def move(
    stay: int, *, bed: int, by: Viewer, at: datetime, on: datetime | None = None, why: str = ""
) -> Stay:
    """Let a resident lie in another bed of the house from `on` or now.

    Raises:
        BedTakenError: somebody lies in it.
        EarlierError: before the last change, or in the time to come.
        NotInsideError: the person is not in the house.
    """
    when = on or at
    with at_work(by, Right.HOME, Right.NAMES):
        held = stay_here(stay, State.IN)
        where = part_here(held.institution, bed, Part.BED)
        live_in(held.person, where, when, by=by, at=at, why=why)
        made = _turn(held, Went.MOVED, when, Came.MOVED, State.IN, where, Act(by, at, why))
        journal("move", made, made.place, by=by, at=at, reason=why)
    return made


def leave(stay: int, *, why: str, by: Viewer, at: datetime, on: datetime | None = None) -> Stay:
    """Let a resident be away for a time; the bed is kept.

    Raises:
        EarlierError: before the last change, or in the time to come.
        EmptyFieldError: no reason was given.
        NotInsideError: the person is not in the house.
    """
    why, when = said(why, "why"), on or at
    with at_work(by, Right.HOME):
        held = stay_here(stay, State.IN)
        made = _turn(held, Went.LEFT, when, Came.LEFT, State.LEAVE, held.bed, Act(by, at, why))
        journal("leave", made, made.place, by=by, at=at, reason=why)
    return made


def take_back(
    stay: int, *, by: Viewer, at: datetime, bed: int | None = None, on: datetime | None = None,
    why: str = "",
) -> Stay:  # fmt: skip
    """Let somebody on leave be in the house again, in the own bed or another one.

    Raises:
        BedTakenError: somebody lies in the other bed.
        EarlierError: before the leave began, or in the time to come.
        NotInsideError: the person is not on leave.
    """
    when = on or at
    with at_work(by, Right.HOME, Right.NAMES):
        held = stay_here(stay, State.LEAVE)
        where = part_here(held.institution, bed, Part.BED) if bed else held.bed
        if where is not None:
            live_in(held.person, where, when, by=by, at=at, why=why)
        made = _turn(held, Went.RETURNED, when, Came.RETURNED, State.IN, where, Act(by, at, why))
        journal("take_back", made, made.place, by=by, at=at, reason=why)
    return made


def discharge(
    stay: int, *, went: Went, by: Viewer, at: datetime, on: datetime | None = None, why: str = ""
) -> Stay:
    """End a stay: discharged, to hospital for good, or died; the ledger says so, too.

    Raises:
        EarlierError: before the last change, or in the time to come.
        NotInsideError: the person does not stay here.
    """
    when = on or at
    with at_work(by, Right.HOME, Right.NAMES):
        held = stay_here(stay)
        if went not in LEAVING:
            raise ValueError(went)
        not_before(when, held.since, at)
        refuse_leaving(held, went, when)
        if went is Went.DISCHARGED:
            institution_here(held.institution_id, hold=True)
            refuse_while_closed(held.place, Way.LEAVE, at)
        _close(held, went, when, Act(by, at, why))
        record_event(
            held.person_id, event=_ENDS[went], on=local_day(when), by=by, at=at, why=why,
            same_day=True,
        )  # fmt: skip
        journal("discharge", held, held.place, by=by, at=at, reason=why,
                detail={"went": str(went)})  # fmt: skip
    return held


def _turn(
    held: Stay, went: Went, when: datetime, came: Came, state: State, bed: Location | None,
    act: Act,
) -> Stay:  # fmt: skip
    """End a span and open the next at the same moment."""
    not_before(when, held.since, act.at)
    _close(held, went, when, act)
    taken = BedTakenError(field="bed", bed=bed.name if bed else "")
    with unless("institutions_stay_one_per_bed", taken):
        return Stay.objects.create(
            institution=held.institution, place=held.place,
            home=bed.building if bed else held.home, person=held.person, bed=bed, state=state,
            came=came, since=when, why=act.why, opened_at=act.at, opened_by=act.by.user,
        )  # fmt: skip


def _close(held: Stay, went: Went, when: datetime, act: Act) -> None:
    held.until, held.went, held.ended_at, held.ended_by = when, went, act.at, act.by.user
    held.save(update_fields=["until", "went", "ended_at", "ended_by"])
