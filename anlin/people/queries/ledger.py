"""Reading the ledger: a person's page, the households of a building, a search by two facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base import seal, sql
from anlin.base.problems import Problem
from anlin.people.models import Health, Household, Person, Residence, SpecialGroup
from anlin.people.rules import (
    AT_HOME,
    Group,
    Living,
    age_on,
    county_of,
    door_order,
    mask_phone,
    normal_id,
)

COUNTY = 10**12


class SearchTooWideError(Problem):
    """A search by fewer than two exact facts."""

    code = "search-too-wide"
    zh = "只凭一项不能查人。"
    en = "One fact is not enough to look somebody up."
    way_out_zh = "请至少填写两项：姓名、出生日期、电话。"
    way_out_en = "Please give at least two of name, day of birth and telephone."


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What a worker sees of one person; the newest fact stands first.

    Units: `age` in whole years on the day asked for. `phone` is masked; `identified` tells
    whether a sealed identity number is kept.
    """

    person: Person
    age: int
    phone: str
    identified: bool
    household: Household
    members: tuple[Person, ...]
    groups: tuple[SpecialGroup, ...]
    health: tuple[Health, ...]
    stays: tuple[Residence, ...]

    def groups_on(self, day: date) -> list[Group]:
        """Return the special groups the person belongs to on `day`."""
        return [Group(g.group) for g in self.groups if _holds(g.since, g.until, day)]

    def health_on(self, day: date) -> Health | None:
        """Return the finding that holds on `day`."""
        return next((h for h in self.health if _holds(h.since, h.until, day)), None)


def person_page(viewer: Viewer, person: int, day: date) -> PersonPage | None:
    """Return what `viewer` may see of a person, or None if nothing.

    Cost: five statements, each by an index.
    """
    found = (
        within(viewer, Person.objects.all())
        .select_related("household")
        .prefetch_related(
            Prefetch("specialgroup_set", SpecialGroup.objects.order_by("-since")),
            Prefetch("health_set", Health.objects.order_by("-since")),
            Prefetch("residence_set", Residence.objects.order_by("-since")),
        )
        .filter(pk=person)
        .first()
    )
    if found is None:
        return None
    return PersonPage(
        person=found,
        age=age_on(found.born_on, day),
        phone=mask_phone(found.phone),
        identified=found.id_sealed is not None,
        household=found.household,
        members=tuple(
            Person.objects.filter(household=found.household, living__in=AT_HOME)
            .exclude(pk=person)
            .order_by("born_on", "pk")
        ),
        groups=tuple(found.specialgroup_set.all()),
        health=tuple(found.health_set.all()),
        stays=tuple(found.residence_set.all()),
    )


def households(viewer: Viewer, lo: int, hi: int) -> list[Household]:
    """Return the households with places in [lo, hi) as one walks them, with `members` counted."""
    found = (
        within(viewer, Household.objects.filter(place__gte=lo, place__lt=hi, closed_on=None))
        .annotate(members=Count("person", filter=Q(person__living__in=AT_HOME)))
        .order_by("place")
    )
    return sorted(found, key=lambda household: (household.place, door_order(household.door)))


def persons(viewer: Viewer, ids: list[int]) -> QuerySet[Person]:
    """Return those of `ids` whom the viewer may see, with their households."""
    return within(viewer, Person.objects.filter(pk__in=ids)).select_related("household")


def household_page(viewer: Viewer, household: int) -> Household | None:
    """Return a household with its people, those who left last, or None if out of sight."""
    people = Person.objects.order_by("born_on", "pk").prefetch_related(
        Prefetch("specialgroup_set", SpecialGroup.objects.filter(until=None)), "health_set"
    )
    found = within(viewer, Household.objects.filter(pk=household))
    return found.prefetch_related(Prefetch("person_set", people)).first()


def at_door(place: int, door: str) -> Household | None:
    """Return the household that stands behind a door, if it is in sight."""
    return Household.objects.filter(place=place, door=door, closed_on=None).first()


def registered(client_id: UUID) -> Person | None:
    """Return whom an earlier sending of the same form registered."""
    return Person.objects.filter(client_id=client_id).first()


def holding(area: int, numbers: Sequence[str]) -> list[Person]:
    """Return those in sight in a community who bear one of these identity numbers."""
    wanted = [seal.blind_index(number, area=area) for number in numbers]
    found = Person.objects.filter(area=area, id_index__in=wanted).exclude(living=Living.DOUBLE)
    return list(found.select_related("household").order_by("pk"))


def alike(area: int, name: str, born_on: date) -> list[Person]:
    """Return those in sight in a community born on that day whose name differs by one sign at most.

    Cost: one probe of the index of days of birth.
    """
    rows = sql.rows("people/alike", {"area": area, "name": name, "born_on": born_on})
    found = Person.objects.filter(pk__in=[row.id for row in rows])
    return list(found.select_related("household").order_by("pk"))


def bearer(viewer: Viewer, number: str) -> list[Person]:
    """Return those in the viewer's place who bear exactly this identity number.

    Cost: one probe of an index for each community or county of the place; above a county none.
    """
    normal, wide = normal_id(number), viewer.hi - viewer.lo > COUNTY
    if wide:
        return []
    index = seal.blind_index(normal, area=county_of(viewer.lo))
    found = within(viewer, Person.objects.filter(id_county=index)).exclude(living=Living.DOUBLE)
    return list(found.select_related("household").order_by("pk"))


def search(
    viewer: Viewer,
    *,
    name: str = "",
    born_on: date | None = None,
    phone: str = "",
    id_number: str = "",
) -> list[Person]:
    """Return those in the viewer's area who fit all facts given, at least two, each exactly.

    An identity number is enough by itself.

    Raises:
        SearchTooWideError: fewer than two facts were given.
    """
    if id_number.strip():
        return bearer(viewer, id_number)
    asked = {
        "name": name.strip(),
        "born_on": born_on,
        "phone": "".join(phone.split()),
    }
    given = Q(**{column: value for column, value in asked.items() if value})
    if len(given) < 2:
        raise SearchTooWideError(field="name")
    found = within(viewer, Person.objects.filter(given))
    return list(found.select_related("household").order_by("place", "pk")[:20])


def _holds(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)


def places_of(viewer: Viewer, numbers: Iterable[int]) -> dict[int, int]:
    """Return where each of these persons lives now, of those in the viewer's sight.

    Cost: one index probe per person.
    """
    found = sql.rows_often(
        "people/places_of", {"numbers": sql.array(numbers), "lo": viewer.lo, "hi": viewer.hi}
    )
    return {row.id: row.place for row in found}
