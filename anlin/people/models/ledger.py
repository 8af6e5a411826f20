"""The present: households, persons, where they live, and the facts that orders ask about."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from anlin.people.rules import Disease, Group, Living, Relation, Sex, Source, Vaccination

PLACE = "Place: lo of the building or natural village, the key of row-level security"
SINCE = "First day on which it holds, in China"
UNTIL = "First day on which it no longer holds; null while it holds"


class Days(Func):
    """The half-open range of days from one column to another."""

    function = "daterange"
    output_field = DateRangeField()


_SPAN = Days("since", "until", RangeBoundary())


class Registered(models.Model):
    """When, by whom and by which way something came into the ledger."""

    client_id = models.UUIDField(
        null=True, unique=True, db_comment="Made by whoever sent it; null if loaded otherwise"
    )
    registered_at = models.DateTimeField(
        null=True, db_comment="When it came into the ledger, UTC; null if before this was kept"
    )
    registered_by = models.BigIntegerField(
        null=True, db_comment="accounts_user.id of who registered it; null if nobody did"
    )
    source = models.TextField(
        db_default="", db_comment="By which way: screen, phone, import, review; empty if not known"
    )
    brought_by = models.ForeignKey(
        "people.Import",
        models.RESTRICT,
        null=True,
        db_column="brought_by",
        db_comment="Import that brought it; null if none did",
    )

    class Meta:
        abstract = True


def _one_at_a_time(name: str, *columns: str) -> ExclusionConstraint:
    same = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(
        name=name,
        expressions=[*same, (_SPAN, RangeOperators.OVERLAPS)],
    )


def _forward(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(until__isnull=True) | Q(until__gt=F("since"))
    )


def _one_of(name: str, column: str, values: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(**{f"{column}__in": values}))


class Household(Registered):
    """Those who live behind one door."""

    id = models.BigAutoField(primary_key=True, db_comment="Household")
    place = models.BigIntegerField(db_comment=PLACE)
    door = models.TextField(db_comment="Door inside the building as written on it, such as 3-1-402")
    label = models.TextField(db_comment="How neighbours call the household, such as its head")
    closed_on = models.DateField(
        null=True, db_comment="Day from which nobody of it lives there; null while it stands"
    )

    class Meta:
        db_table = "people_household"
        db_table_comment = "Those who live behind one door"
        indexes = [models.Index(fields=["place"], name="people_household_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "door"],
                condition=Q(closed_on__isnull=True),
                name="people_household_one_per_door",
            ),
            _one_of("people_household_source_known", "source", ["", *(v.value for v in Source)]),
        ]

    def __str__(self) -> str:
        return self.door


class Person(Registered):
    """A resident as the ledger knows them now."""

    id = models.BigAutoField(primary_key=True, db_comment="Person; the subject of obligations")
    place = models.BigIntegerField(db_comment=PLACE)
    household = models.ForeignKey(
        Household, models.RESTRICT, db_column="household", db_comment="Household they live in now"
    )
    name = models.TextField(db_comment="Name as on the identity card")
    sex = models.TextField(db_comment="Sex: male or female")
    born_on = models.DateField(db_comment="Day of birth")
    phone = models.TextField(
        default="", db_comment="Telephone, digits only; empty if none; shown masked in lists"
    )
    area = models.BigIntegerField(db_comment="Community (lo) in which equal identity numbers meet")
    id_sealed = models.BinaryField(
        null=True, db_comment="Identity number under authenticated encryption; null if none known"
    )
    id_index = models.BinaryField(
        null=True, db_comment="Keyed digest of the identity number in its area, to find somebody"
    )
    id_county = models.BinaryField(
        null=True, db_comment="Keyed digest of the identity number in its county, to find doubles"
    )
    relation = models.TextField(
        db_default="", db_comment="Who they are to the head of the household; empty if not known"
    )
    living = models.TextField(
        db_default=Living.HERE.value,
        db_comment="here, away (for a time), moved_out, died, double (same_as says of whom)",
    )
    living_since = models.DateField(
        null=True, db_comment="Day since which that holds; null: since they live there"
    )
    same_as = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        db_column="same_as",
        db_comment="Person whose double entry this one turned out to be; null: nobody's",
    )
    compared = models.BooleanField(
        db_default=False, db_comment="Whether doubles were looked for since the entry changed"
    )

    class Meta:
        db_table = "people_person"
        db_table_comment = "Residents as the ledger knows them now"
        indexes = [
            models.Index(fields=["place"], name="people_person_place"),
            models.Index(fields=["area", "id_index"], name="people_person_by_id"),
            models.Index(fields=["area", "born_on"], name="people_person_by_birth"),
            models.Index(fields=["id_county"], name="people_person_by_county_id"),
            models.Index(
                fields=["id"], condition=Q(compared=False), name="people_person_to_compare"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_person_id_sealed_with_index",
                condition=Q(id_sealed__isnull=True, id_index__isnull=True, id_county__isnull=True)
                | Q(id_sealed__isnull=False, id_index__isnull=False),
            ),
            models.CheckConstraint(
                name="people_person_double_of_somebody",
                condition=Q(living=Living.DOUBLE.value, same_as__isnull=False)
                | Q(~Q(living=Living.DOUBLE.value), same_as__isnull=True),
            ),
            models.CheckConstraint(name="people_person_named", condition=~Q(name="")),
            _one_of("people_person_sex_known", "sex", [v.value for v in Sex]),
            _one_of("people_person_living_known", "living", [v.value for v in Living]),
            _one_of("people_person_relation_known", "relation", ["", *(v.value for v in Relation)]),
            _one_of("people_person_source_known", "source", ["", *(v.value for v in Source)]),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Residence(models.Model):
    """Where somebody lived, from when until when."""

    id = models.BigAutoField(primary_key=True, db_comment="Stay of one person in one household")
    person = models.ForeignKey(
        Person, models.CASCADE, db_column="person", db_comment="Who lives there"
    )
    household = models.ForeignKey(
        Household, models.RESTRICT, db_column="household", db_comment="Household lived in"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    since = models.DateField(db_comment=SINCE)
    until = models.DateField(null=True, db_comment=UNTIL)

    class Meta:
        db_table = "people_residence"
        db_table_comment = "Where somebody lived, from when until when"
        indexes = [models.Index(fields=["place"], name="people_residence_place")]
        constraints = [
            _one_at_a_time("people_residence_one_at_a_time", "person"),
            models.CheckConstraint(  # who came and went within a day lived there for none
                name="people_residence_forward",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SpecialGroup(models.Model):
    """Somebody belongs to a special group."""

    id = models.BigAutoField(primary_key=True, db_comment="Membership of one person in one group")
    person = models.ForeignKey(
        Person, models.CASCADE, db_column="person", db_comment="Who belongs to it"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    group = models.TextField(
        db_comment="Special group by name; the list is Group in anlin/people/rules.py"
    )
    since = models.DateField(db_comment=SINCE)
    until = models.DateField(null=True, db_comment=UNTIL)

    class Meta:
        db_table = "people_special_group"
        db_table_comment = "Who belongs to which special group, from when until when"
        indexes = [models.Index(fields=["place"], name="people_special_group_place")]
        constraints = [
            _one_at_a_time("people_special_group_one_at_a_time", "person", "group"),
            _forward("people_special_group_forward"),
            _one_of("people_special_group_known", "group", [v.value for v in Group]),
        ]

    def __str__(self) -> str:
        return self.group


class Health(models.Model):
    """What the health survey found about somebody."""

    id = models.BigAutoField(primary_key=True, db_comment="Finding of one survey of one person")
    person = models.ForeignKey(
        Person, models.CASCADE, db_column="person", db_comment="Who was surveyed"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    disease = models.TextField(db_comment="Underlying disease: none, stable or unstable")
    vaccination = models.TextField(db_comment="Vaccination: none, partial or full")
    since = models.DateField(db_comment=SINCE)
    until = models.DateField(null=True, db_comment=UNTIL)

    class Meta:
        db_table = "people_health"
        db_table_comment = "Findings of the health survey, from when until when"
        indexes = [models.Index(fields=["place"], name="people_health_place")]
        constraints = [
            _one_at_a_time("people_health_one_at_a_time", "person"),
            _forward("people_health_forward"),
            _one_of("people_health_disease_known", "disease", [v.value for v in Disease]),
            _one_of(
                "people_health_vaccination_known", "vaccination", [v.value for v in Vaccination]
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
