"""Reading the ledger: a person's page, the households of a building, a search by two facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from anlin.accounts.queries import within
from anlin.accounts.rules import Viewer
from anlin.base import sql
from anlin.base.problems import Problem
from anlin.people.models import Health, Household, Person, Residence, SpecialGroup
from anlin.people.rules import Disease, Group, Sex, Vaccination, age_on, door_order, mask_phone

GROUP_WORDS = {
    Group.LONE_ELDER: _("elder without family"),
    Group.ORPHAN: _("orphan"),
    Group.UNATTENDED_CHILD: _("child without a carer"),
    Group.DISABLED_NO_SELF_CARE: _("disabled, needs care"),
    Group.LEFT_BEHIND_CHILD: _("left-behind child"),
    Group.LEFT_BEHIND_ELDER: _("left-behind elder"),
    Group.SEVERE_MENTAL_DISORDER: _("severe mental disorder"),
}
SEX_WORDS = {Sex.MALE: _("male"), Sex.FEMALE: _("female")}
DISEASE_WORDS = {
    Disease.NONE: _("no underlying disease"),
    Disease.STABLE: _("underlying disease, stable"),
    Disease.UNSTABLE: _("underlying disease, unstable"),
}
VACCINATION_WORDS = {
    Vaccination.NONE: _("not vaccinated"),
    Vaccination.PARTIAL: _("partly vaccinated"),
    Vaccination.FULL: _("fully vaccinated"),
}


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
            Person.objects.filter(household=found.household)
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
        within(viewer, Household.objects.filter(place__gte=lo, place__lt=hi))
        .annotate(members=Count("person"))
        .order_by("place")
    )
    return sorted(found, key=lambda household: (household.place, door_order(household.door)))


def persons(viewer: Viewer, ids: list[int]) -> QuerySet[Person]:
    """Return those of `ids` whom the viewer may see, with their households."""
    return within(viewer, Person.objects.filter(pk__in=ids)).select_related("household")


def search(
    viewer: Viewer, *, name: str = "", born_on: date | None = None, phone: str = ""
) -> list[Person]:
    """Return those in the viewer's area who fit all facts given, at least two, each exactly.

    Raises:
        SearchTooWideError: fewer than two facts were given.
    """
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
        "people/places_of", {"numbers": list(numbers), "lo": viewer.lo, "hi": viewer.hi}
    )
    return {row.id: row.place for row in found}
