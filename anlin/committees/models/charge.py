"""Who answers for whom, from when until when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from anlin.committees.rules.charge import Charge
from anlin.people.models import Household


class Days(Func):
    """The half-open range of days from one column to another."""

    function = "daterange"
    output_field = DateRangeField()


class Responsible(models.Model):
    """One person who answers for a place or a household; ending it is the only change."""

    id = models.BigAutoField(primary_key=True, db_comment="Charge of one person")
    client_id = models.UUIDField(unique=True, db_comment="Made where it was entered")
    place = models.BigIntegerField(db_comment="Place answered for (places_place.lo)")
    ends = models.BigIntegerField(db_comment="End of that place's range, exclusive")
    level = models.SmallIntegerField(db_comment="Level of that place: 0 nation to 7 building")
    charge = models.TextField(
        db_comment="secretary, steward, doctor, hospital, on_duty or cadre (of a household)"
    )
    household = models.ForeignKey(
        Household, models.RESTRICT, null=True, db_column="household",
        db_comment="Household of a medical worker that the cadre is tied to; else null",
    )  # fmt: skip
    name = models.TextField(db_comment="Name of the person, or of the hospital")
    post = models.TextField(db_comment="What they are otherwise, such as deputy secretary")
    phone = models.TextField(db_comment="Telephone by which they are reached")
    since = models.DateField(db_comment="First day, in China")
    until = models.DateField(null=True, db_comment="First day no longer; null: holds")
    stands_in = models.ForeignKey(
        "self", models.RESTRICT, null=True, db_column="stands_in", related_name="covers",
        db_comment="The charge that is covered while its holder is away; null: none",
    )  # fmt: skip
    agreed = models.TextField(
        db_comment="How and when they agreed to stand in, in words; empty for an own charge"
    )
    at = models.DateTimeField(db_comment="When it was entered, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who entered it")
    ended_at = models.DateTimeField(null=True, db_comment="When its end was entered, UTC, or null")
    ended_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who ended it")
    ending = models.TextField(default="", db_comment="Why it ended, in words")

    class Meta:
        db_table = "committees_responsible"
        db_table_comment = "Who answers for whom, day by day; ending is the only change"
        indexes = [
            models.Index(fields=["place", "charge"], name="committees_responsible_place"),
            models.Index(fields=["household"], name="committees_responsible_home"),
            models.Index(
                fields=["stands_in"],
                condition=Q(stands_in__isnull=False),
                name="committees_responsible_covers",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(charge__in=[each.value for each in Charge]),
                name="committees_responsible_charge",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="committees_responsible_forward",
            ),
            models.CheckConstraint(
                condition=Q(charge=Charge.CADRE, household__isnull=False)
                | (~Q(charge=Charge.CADRE) & Q(household__isnull=True)),
                name="committees_responsible_cadre",
            ),
            models.CheckConstraint(
                condition=Q(stands_in__isnull=True, agreed="")
                | (Q(stands_in__isnull=False, until__isnull=False) & ~Q(agreed="")),
                name="committees_responsible_cover",
            ),
            ExclusionConstraint(
                name="committees_responsible_one_at_a_time",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("charge", RangeOperators.EQUAL),
                    (Days("since", "until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(stands_in__isnull=True, household__isnull=True),
            ),
            ExclusionConstraint(
                name="committees_responsible_one_cadre",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    (Days("since", "until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(household__isnull=False, stands_in__isnull=True),
            ),
            ExclusionConstraint(
                name="committees_responsible_one_cover",
                expressions=[
                    ("stands_in", RangeOperators.EQUAL),
                    (Days("since", "until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(stands_in__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.charge}@{self.place}"
