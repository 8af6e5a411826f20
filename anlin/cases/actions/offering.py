"""Offering people to other communities; until one accepts, the sender is in charge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from anlin.accounts.rules import Right, Viewer
from anlin.base.problems import Problem
from anlin.base.scope import NATION
from anlin.cases.actions.desk import journal
from anlin.cases.models import Handover, Observation, Traveller
from anlin.cases.rules import HandoverOpenError, NoSuchCommunityError
from anlin.people.actions.desk import UnknownPersonError, at_work
from anlin.people.models import Person
from anlin.people.rules import community_of
from anlin.places.models import Place
from anlin.places.rules import COMMUNITY


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody is to be handed over to the community of code `to`."""

    client_id: UUID
    person: int
    to: str
    note: str = ""


def offer_person(
    person: int, *, to: str, note: str, client_id: UUID, by: Viewer, at: datetime
) -> Handover:
    """Offer a person to the community of code `to`.

    Raises:
        HandoverOpenError: offered already, and not answered.
        NoSuchCommunityError: no community has that code, or it is the person's own.
        NotYoursError: the role or the area does not carry it.
        UnknownPersonError: nobody in sight.
    """
    (made,) = offer_people(offers=[Offer(client_id, person, to, note)], by=by, at=at)
    if isinstance(made, Problem):
        raise made
    return made


@transaction.atomic
def offer_people(*, offers: Sequence[Offer], by: Viewer, at: datetime) -> list[Handover | Problem]:
    """Offer people to other communities; return each hand-over, or why it cannot stand, in order.

    An offer sent again is the one that stands.

    Raises:
        NotYoursError: the role does not carry it.
    Cost: seven statements for any number, and a journal line for each community concerned.
    """
    with at_work(by, right=Right.RECORD):
        desk = _Desk(offers)
        wrong = {each.client_id: problem for each in offers if (problem := desk.refuses(each))}
        new = [each for each in offers if each.client_id not in {**wrong, **desk.known}]
        made = Handover.objects.bulk_create([desk.written(each, by, at) for each in new])
    if made:
        tell_sides("offer_person", made, by, at)
    kept = desk.known | {each.client_id: each for each in made}
    return [wrong.get(each.client_id) or kept[each.client_id] for each in offers]


class _Desk:
    """What has to be known about some offers, read once for all."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        ids = {each.person for each in offers}
        found = Person.objects.select_for_update().filter(pk__in=ids).order_by("pk")
        self._people = {each.pk: each for each in found}
        places = Place.objects.filter(code__in={each.to for each in offers}, level=COMMUNITY)
        self._targets = dict(places.values_list("code", "lo"))
        sent = Handover.objects.filter(client_id__in={each.client_id for each in offers})
        self.known = {each.client_id: each for each in sent}
        waits = Handover.objects.filter(person__in=ids, answered_at=None)
        self._waiting = set(waits.values_list("person", flat=True))
        arrivals = Traveller.objects.filter(person__in=ids).order_by("arrived_on", "pk")
        self._arrivals = {each.person_id: each for each in arrivals}
        home = Observation.objects.filter(person__in=ids, ended_at=None)
        self._home = {each.person_id: each for each in home}

    def refuses(self, offer: Offer) -> Problem | None:
        """Return why an offer cannot stand; of one person only one can."""
        if offer.client_id in self.known:
            return None
        who = self._people.get(offer.person)
        if who is None:
            return UnknownPersonError(field="person")
        if self._targets.get(offer.to) in (None, community_of(who.place)):
            return NoSuchCommunityError(field="to")
        if offer.person in self._waiting:
            return HandoverOpenError(field="to")
        self._waiting.add(offer.person)
        return None

    def written(self, offer: Offer, by: Viewer, at: datetime) -> Handover:
        """Return the row of an offer, with what the other side must know."""
        who = self._people[offer.person]
        arrival, home = self._arrivals.get(who.pk), self._home.get(who.pk)
        return Handover(
            client_id=offer.client_id, person=who, place=who.place,
            to_place=self._targets[offer.to], name=who.name, sex=who.sex, born_on=who.born_on,
            phone=who.phone, letter=_letter(arrival, home), note=offer.note.strip(),
            offered_at=at, offered_by=by.user,
        )  # fmt: skip


def _letter(arrival: Traveller | None, home: Observation | None) -> dict[str, object]:
    letter: dict[str, object] = {}
    if arrival is not None:
        letter |= {
            "coming": arrival.coming, "origin": arrival.origin, "legs": arrival.legs,
            "arrived_on": arrival.arrived_on.isoformat(),
        }  # fmt: skip
    if home is not None:
        letter |= {"kind": home.kind, "begun_on": home.begun_on.isoformat()}
    return letter


def everywhere(by: Viewer) -> Viewer:
    """Return the viewer as one act sees both sides; what it may do was checked before."""
    return replace(by, lo=NATION[0], hi=NATION[1])


def tell_sides(
    verb: str, found: Sequence[Handover], by: Viewer, at: datetime, also: int = 0
) -> None:
    """Let the journals of all sides say so, for what is owed changes in each."""
    places = [place for each in found for place in (each.place, each.to_place)]
    sides = {community_of(place): place for place in (*places, *filter(None, [also]))}
    subject = f"cases_handover:{found[0].pk}"
    detail = {"persons": len(found)} if len(found) > 1 else None
    with at_work(everywhere(by), right=Right.RECORD):
        for _, place in sorted(sides.items()):
            journal(verb, place, subject, by, at, detail=detail)
