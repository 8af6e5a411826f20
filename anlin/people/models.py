"""Households, persons, where they lived when, and the facts that orders ask about."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from anlin.people.rules import Disease, Group, Sex, Vaccination

PLACE = "Place: lo of the building or natural village, the key of row-level security"
SINCE = "First day on which it holds, in China"
UNTIL = "First day on which it no longer holds; null while it holds"


class Days(Func):
    """The half-open range of days from one column to another."""

    function = "daterange"
    output_field = DateRangeField()


_SPAN = Days("since", "until", RangeBoundary())


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


class Household(models.Model):
    """Those who live behind one door."""

    id = models.BigAutoField(primary_key=True, db_comment="Household")
    place = models.BigIntegerField(db_comment=PLACE)
    door = models.TextField(db_comment="Door inside the building as written on it, such as 3-1-402")
    label = models.TextField(db_comment="How neighbours call the household, such as its head")

    class Meta:
        db_table = "people_household"
        db_table_comment = "Those who live behind one door"
        constraints = [
            models.UniqueConstraint(fields=["place", "door"], name="people_household_one_per_door"),
        ]

    def __str__(self) -> str:
        return self.door


class Person(models.Model):
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
    area = models.BigIntegerField(
        db_comment="Community (lo) in which the identity number must be unique"
    )
    id_sealed = models.BinaryField(
        null=True, db_comment="Identity number under authenticated encryption; null if none known"
    )
    id_index = models.BinaryField(
        null=True, db_comment="Keyed digest of the identity number in its area, to find doubles"
    )

    class Meta:
        db_table = "people_person"
        db_table_comment = "Residents as the ledger knows them now"
        indexes = [models.Index(fields=["place"], name="people_person_place")]
        constraints = [
            models.UniqueConstraint(fields=["area", "id_index"], name="people_person_one_per_id"),
            models.CheckConstraint(
                name="people_person_id_sealed_with_index",
                condition=Q(id_sealed__isnull=True, id_index__isnull=True)
                | Q(id_sealed__isnull=False, id_index__isnull=False),
            ),
            models.CheckConstraint(name="people_person_named", condition=~Q(name="")),
            _one_of("people_person_sex_known", "sex", [v.value for v in Sex]),
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
            _forward("people_residence_forward"),
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
