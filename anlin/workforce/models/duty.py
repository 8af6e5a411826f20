"""Before duty and on duty: isolation, what was found, admission, shifts."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from anlin.institutions.models import Post
from anlin.workforce.rules import Found

PLACE = "Place: lo of the institution's dedicated grid, the key of row-level security"
POST = "Post of the worker (institutions_post)"
BY = "accounts_user.id of who registered it"


class Moments(Func):
    """The half-open range of moments from one column to another."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class Isolation(models.Model):
    """A worker isolates before duty, from one day on; only ended."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    post = models.ForeignKey(Post, models.RESTRICT, db_column="post", db_comment=POST)
    place = models.BigIntegerField(db_comment=PLACE)
    since = models.DateField(db_comment="First day, in China: day 0")
    until = models.DateField(null=True, db_comment="Day it was left; null while it lasts")
    at_what = models.TextField(db_comment="Where, in words; empty if not said")
    at = models.DateTimeField(db_comment="When it was registered, UTC")
    by = models.BigIntegerField(db_comment=BY)
    ended_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who ended it")

    class Meta:
        db_table = "workforce_isolation"
        db_table_comment = "Isolation of workers before duty; only ended"
        indexes = [models.Index(fields=["place"], name="workforce_isolation_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(until__isnull=True),
                name="workforce_isolation_one_at_a_time",
            ),
            models.CheckConstraint(
                name="workforce_isolation_forward",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Finding(models.Model):
    """What was found of a worker on a day; a later one may stand in for it."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    post = models.ForeignKey(Post, models.RESTRICT, db_column="post", db_comment=POST)
    place = models.BigIntegerField(db_comment=PLACE)
    found = models.TextField(
        db_comment="well, symptom, negative or positive (a test), or void: only takes one back"
    )
    on_day = models.DateField(db_comment="Day on which it was found, in China")
    note = models.TextField(default="", db_comment="In the words of who registered it")
    corrects = models.OneToOneField(
        "self", models.RESTRICT, null=True, db_column="corrects", related_name="corrected_by",
        db_comment="The finding that no longer counts because of this one",
    )  # fmt: skip
    at = models.DateTimeField(db_comment="When it was registered, UTC")
    by = models.BigIntegerField(db_comment=BY)

    class Meta:
        db_table = "workforce_finding"
        db_table_comment = "What was found of workers before duty; append-only"
        indexes = [
            models.Index(fields=["place"], name="workforce_finding_place"),
            models.Index(fields=["post", "on_day"], name="workforce_finding_post"),
        ]
        constraints = [
            models.CheckConstraint(
                name="workforce_finding_known",
                condition=Q(found__in=[each.value for each in Found]),
            ),
            models.CheckConstraint(
                name="workforce_finding_void_corrects",
                condition=~Q(found=Found.VOID.value) | Q(corrects__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.found


class Start(models.Model):
    """A worker was admitted to duty, with what every clause asked and what was so."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    post = models.ForeignKey(Post, models.RESTRICT, db_column="post", db_comment=POST)
    place = models.BigIntegerField(db_comment=PLACE)
    asked = models.JSONField(
        db_comment="Conditions that held: limit, clause, value wanted, value had; empty: no order"
    )
    level = models.TextField(db_comment="Level of the county as decided then; empty: not decided")
    at = models.DateTimeField(db_comment="When, UTC")
    by = models.BigIntegerField(db_comment=BY)
    ended_at = models.DateTimeField(null=True, db_comment="When they were stood down, UTC")
    ended_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who did so")
    why_ended = models.TextField(default="", db_comment="Why, in the words of who did so")

    class Meta:
        db_table = "workforce_start"
        db_table_comment = "Who was admitted to duty, and by which conditions; only ended"
        indexes = [models.Index(fields=["place"], name="workforce_start_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(ended_at__isnull=True),
                name="workforce_start_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Shift(models.Model):
    """A worker is on duty for some hours; taking it back and handing over are the only changes."""

    id = models.BigAutoField(primary_key=True, db_comment="Shift of one worker")
    post = models.ForeignKey(Post, models.RESTRICT, db_column="post", db_comment=POST)
    place = models.BigIntegerField(db_comment=PLACE)
    since = models.DateTimeField(db_comment="When it begins, UTC")
    until = models.DateTimeField(db_comment="When it ends, UTC")
    inside = models.BooleanField(
        db_comment="Stays inside the closed institution between shifts, too"
    )
    at = models.DateTimeField(db_comment="When it was planned, UTC")
    by = models.BigIntegerField(db_comment=BY)
    cancelled_at = models.DateTimeField(null=True, db_comment="When it was taken back, UTC")
    cancelled_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who did so")
    handed_at = models.DateTimeField(null=True, db_comment="When it was handed over, UTC")
    handed_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who did so")
    handed_to = models.ForeignKey(
        Post, models.RESTRICT, null=True, db_column="handed_to", related_name="taken_over",
        db_comment="Who took over (institutions_post)",
    )  # fmt: skip
    note = models.TextField(default="", db_comment="What the next shift must know")

    class Meta:
        db_table = "workforce_shift"
        db_table_comment = "Who is on duty when; taken back or handed over, never changed"
        indexes = [models.Index(fields=["place", "since"], name="workforce_shift_place")]
        constraints = [
            models.CheckConstraint(
                name="workforce_shift_forward", condition=Q(until__gt=F("since"))
            ),
            ExclusionConstraint(
                name="workforce_shift_one_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (Moments("since", "until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
