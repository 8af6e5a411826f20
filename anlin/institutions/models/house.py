"""Institutions, the parts of their houses, zones, and what they have arranged beforehand."""

from django.db import models
from django.db.models import F, Q

from anlin.institutions.rules import ABOVE, Area, Arranged, Kind, Owner, Part
from anlin.people.models import Household

PLACE = "Place: lo of the institution's dedicated grid, the key of row-level security"
SINCE = "First day on which it holds, in China"
UNTIL = "First day on which it no longer holds; null while it holds"
AT = "When it was registered, UTC"
BY = "accounts_user.id of who registered it; null: nobody"


def one_of(name: str, column: str, values: object) -> models.CheckConstraint:
    """Return that `column` holds one of the words of an enumeration."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{column}__in": [str(value) for value in values]}),  # type: ignore[attr-defined]
    )


def forward(name: str) -> models.CheckConstraint:
    """Return that a span ends after it began."""
    return models.CheckConstraint(
        name=name, condition=Q(until__isnull=True) | Q(until__gt=F("since"))
    )


class Institution(models.Model):
    """A civil-affairs institution: a dedicated grid with its own measures; only ended."""

    id = models.BigAutoField(primary_key=True, db_comment="Institution")
    place = models.BigIntegerField(unique=True, db_comment=PLACE)
    kind = models.TextField(
        db_comment="elder_care, child_welfare, minors, mental_health, rescue, funeral or day_care"
    )
    name = models.TextField(db_comment="Name as registered")
    owner = models.TextField(db_comment="Who runs it: public or private")
    since = models.DateField(db_comment=SINCE)
    until = models.DateField(null=True, db_comment=UNTIL)
    registered_at = models.DateTimeField(db_comment=AT)
    registered_by = models.BigIntegerField(null=True, db_comment=BY)

    class Meta:
        db_table = "institutions_institution"
        db_table_comment = "Civil-affairs institutions, each a dedicated grid of the tree"
        constraints = [
            one_of("institutions_institution_kind", "kind", Kind),
            one_of("institutions_institution_owner", "owner", Owner),
            models.CheckConstraint(name="institutions_institution_named", condition=~Q(name="")),
            forward("institutions_institution_forward"),
        ]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A building, floor, room or bed of an institution; only ended."""

    id = models.BigAutoField(primary_key=True, db_comment="Part of a house")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="Of which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    kind = models.TextField(db_comment="building, floor, room or bed")
    above = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        db_column="above",
        related_name="parts",
        db_comment="What it lies within: floor in building, room in floor, bed in room",
    )
    name = models.TextField(db_comment="As written on it, such as 201 or 201-2")
    position = models.IntegerField(db_comment="Place in the order in which a round goes")
    building = models.BigIntegerField(
        db_comment="Place (lo) of the building it lies in, where its residents live for the ledger"
    )
    household = models.ForeignKey(
        Household,
        models.RESTRICT,
        null=True,
        db_column="household",
        db_comment="Household of all who live in a building; null for other parts",
    )
    since = models.DateField(db_comment=SINCE)
    until = models.DateField(null=True, db_comment=UNTIL)

    class Meta:
        db_table = "institutions_location"
        db_table_comment = "Buildings, floors, rooms and beds of institutions"
        indexes = [models.Index(fields=["place", "kind"], name="institutions_location_place")]
        constraints = [
            one_of("institutions_location_kind", "kind", Part),
            models.CheckConstraint(
                name="institutions_location_within",
                condition=Q(kind=Part.BUILDING.value, above__isnull=True)
                | Q(kind__in=[each.value for each in ABOVE], above__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["institution", "above", "name"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="institutions_location_one_per_name",
            ),
            forward("institutions_location_forward"),
        ]

    def __str__(self) -> str:
        return self.name


class Zone(models.Model):
    """What a part of a house is kept for, from when until when."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="Of which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    location = models.ForeignKey(
        Location, models.RESTRICT, db_column="location", related_name="zones",
        db_comment="Which part, with all within that has no zone of its own",
    )  # fmt: skip
    zone = models.TextField(db_comment="closed_loop, mobile or observation")
    since = models.DateTimeField(db_comment="From when on, UTC")
    until = models.DateTimeField(null=True, db_comment="Until when, UTC; null while it holds")
    by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who said so")
    ended_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who ended it")

    class Meta:
        db_table = "institutions_zone"
        db_table_comment = "Zones of houses: closed-loop, mobile, health observation; only ended"
        indexes = [models.Index(fields=["place"], name="institutions_zone_place")]
        constraints = [
            one_of("institutions_zone_known", "zone", Area),
            models.UniqueConstraint(
                fields=["location"],
                condition=Q(until__isnull=True),
                name="institutions_zone_one_at_a_time",
            ),
            forward("institutions_zone_forward"),
        ]

    def __str__(self) -> str:
        return self.zone


class Arrangement(models.Model):
    """What an institution has arranged beforehand, from when until when."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="Of which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    kind = models.TextField(
        db_comment="clinic, hospital or laboratory under contract; duty: who is on duty; plan: the "
        "emergency plan; guideline: that of the clinic's team for day care"
    )
    name = models.TextField(db_comment="Name of the clinic, hospital, laboratory, person or paper")
    phone = models.TextField(default="", db_comment="Telephone, digits only; empty if none")
    on_day = models.DateField(null=True, db_comment="Day of the paper; null if it is none")
    since = models.DateField(db_comment=SINCE)
    until = models.DateField(null=True, db_comment=UNTIL)
    at = models.DateTimeField(db_comment=AT)
    by = models.BigIntegerField(null=True, db_comment=BY)

    class Meta:
        db_table = "institutions_arrangement"
        db_table_comment = "Contracted clinics, hospitals and laboratories, who is on duty, papers"
        indexes = [models.Index(fields=["place"], name="institutions_arrangement_place")]
        constraints = [
            one_of("institutions_arrangement_kind", "kind", Arranged),
            models.CheckConstraint(name="institutions_arrangement_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="institutions_arrangement_forward",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                fields=["institution", "kind"],
                condition=Q(until__isnull=True),
                name="institutions_arrangement_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
