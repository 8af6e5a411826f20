"""Who stays in an institution, in which bed since when, and who works there."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from anlin.institutions.models.house import (
    BY,
    PLACE,
    SINCE,
    UNTIL,
    Institution,
    Location,
    forward,
    one_of,
)
from anlin.institutions.rules import Came, Job, State, Went
from anlin.people.models import Person


class Moments(Func):
    """The half-open range of moments from one column to another."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


_SPAN = Moments("since", "until", RangeBoundary())


class Stay(models.Model):
    """One span of a resident's stay: in one bed, in the house or away; only ended.

    A move, a leave and a return end one span and open the next at the same moment.
    """

    id = models.BigAutoField(primary_key=True, db_comment="Span of a stay")
    client_id = models.UUIDField(
        null=True, unique=True, db_comment="Made by whoever sent it; null if loaded otherwise"
    )
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="In which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    home = models.BigIntegerField(
        db_comment="Place (lo) of the building, where the person lives and is counted"
    )
    person = models.ForeignKey(Person, models.RESTRICT, db_column="person", db_comment="Who stays")
    bed = models.ForeignKey(
        Location, models.RESTRICT, null=True, db_column="bed", db_comment="Bed; null if none yet"
    )
    state = models.TextField(db_comment="in: in the house; leave: away, the bed is kept")
    came = models.TextField(db_comment="How it began: admitted, moved, left or returned")
    since = models.DateTimeField(db_comment="From when on, UTC")
    until = models.DateTimeField(null=True, db_comment="Until when, UTC; null while it lasts")
    went = models.TextField(
        default="",
        db_comment="How it ended: moved, left, returned, discharged, hospital, died; or empty",
    )
    why = models.TextField(default="", db_comment="Reason, in the words of who began it")
    opened_at = models.DateTimeField(db_comment="When it was registered, UTC")
    opened_by = models.BigIntegerField(null=True, db_comment=BY)
    ended_at = models.DateTimeField(null=True, db_comment="When its end was registered, UTC")
    ended_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who ended it")

    class Meta:
        db_table = "institutions_stay"
        db_table_comment = "Who stays in which institution and bed, from when until when"
        indexes = [
            models.Index(fields=["place", "since"], name="institutions_stay_place"),
        ]
        constraints = [
            one_of("institutions_stay_state", "state", State),
            one_of("institutions_stay_came", "came", Came),
            one_of("institutions_stay_went", "went", ["", *Went]),
            models.CheckConstraint(
                name="institutions_stay_ended",
                condition=Q(until__isnull=True, went="") | (Q(until__isnull=False) & ~Q(went="")),
            ),
            models.CheckConstraint(
                name="institutions_stay_forward",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            ExclusionConstraint(
                name="institutions_stay_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (_SPAN, RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="institutions_stay_one_per_bed",
                expressions=[("bed", RangeOperators.EQUAL), (_SPAN, RangeOperators.OVERLAPS)],
                condition=Q(bed__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Post(models.Model):
    """Somebody works at an institution, from when until when; only ended."""

    id = models.BigAutoField(primary_key=True, db_comment="Post of one person")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="At which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    name = models.TextField(db_comment="Name of who works there")
    phone = models.TextField(default="", db_comment="Telephone, digits only; empty if none")
    user = models.BigIntegerField(
        null=True, db_comment="accounts_user.id of who works there; null: without an account"
    )
    person = models.BigIntegerField(
        null=True, db_comment="people_person.id of who works there; null: not linked"
    )
    job = models.TextField(
        db_comment="head, nurse, carer, doctor, social_worker, cook, cleaner, guard or other"
    )
    since = models.DateField(db_comment=SINCE)
    until = models.DateField(null=True, db_comment=UNTIL)
    added_at = models.DateTimeField(db_comment="When it was registered, UTC")
    added_by = models.BigIntegerField(null=True, db_comment=BY)

    class Meta:
        db_table = "institutions_post"
        db_table_comment = "Who works at which institution in which job"
        indexes = [models.Index(fields=["place"], name="institutions_post_place")]
        constraints = [
            one_of("institutions_post_job", "job", Job),
            models.CheckConstraint(name="institutions_post_named", condition=~Q(name="")),
            forward("institutions_post_forward"),
        ]

    def __str__(self) -> str:
        return self.name
