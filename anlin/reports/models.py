"""What is counted at each place and level, kept as a cache, and what was published of it."""

from django.db import models
from django.db.models import F, Q


class Count(models.Model):
    """One figure of one place on one day: a cache that can be counted again at any time."""

    pk = models.CompositePrimaryKey("level", "place", "day", "figure")
    level = models.SmallIntegerField(db_comment="0 nation to 5 community")
    place = models.BigIntegerField(db_comment="lo of the place (places_place.lo)")
    day = models.DateField(db_comment="the day that is counted, in China")
    figure = models.TextField(db_comment="name of the figure, as its room offers it")
    number = models.IntegerField(db_comment="how many; no row means none")

    class Meta:
        db_table = "reports_count"
        db_table_comment = "Figures by day and place, rolled up; a cache"
        indexes = [models.Index(fields=["figure", "day"], name="reports_count_figure")]

    def __str__(self) -> str:
        return f"{self.figure}:{self.place}@{self.day}"


class Counted(models.Model):
    """When the figures of a day were last counted."""

    day = models.DateField(primary_key=True, db_comment="the day that is counted, in China")
    at = models.DateTimeField(db_comment="figures are right as of here, UTC")

    class Meta:
        db_table = "reports_counted"
        db_table_comment = "How old the figures of each day are"

    def __str__(self) -> str:
        return f"{self.day}"


class Release(models.Model):
    """Figures of one place and day, drafted by one person and made public by another."""

    id = models.BigAutoField(primary_key=True, db_comment="Release of figures")
    client_id = models.UUIDField(unique=True, db_comment="Made where it was drafted")
    place = models.BigIntegerField(db_comment="lo of the place whose figures they are")
    ends = models.BigIntegerField(db_comment="end of that place's range, exclusive")
    level = models.SmallIntegerField(db_comment="0 nation to 4 street: who publishes")
    name = models.TextField(db_comment="name of the place; source: places_place")
    day = models.DateField(db_comment="the day that is counted, in China")
    as_of = models.DateTimeField(db_comment="the figures are right as of here, UTC")
    content = models.JSONField(
        db_comment="per figure: name, title and meaning in both languages, clause, number"
    )
    note = models.TextField(db_comment="what is said beside them, in words")
    corrects = models.OneToOneField(
        "self", models.RESTRICT, null=True, db_column="corrects", related_name="corrected_by",
        db_comment="the published release that this one corrects; null: none",
    )  # fmt: skip
    drafted_by = models.BigIntegerField(db_comment="accounts_user.id of who drafted it")
    drafter = models.TextField(db_comment="name of who drafted it; source: accounts_user")
    drafted_at = models.DateTimeField(db_comment="when, UTC")
    approved_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of the second")
    approver = models.TextField(default="", db_comment="name of the second; source: accounts_user")
    approved_at = models.DateTimeField(
        null=True, db_comment="since when it is public, UTC; or null"
    )
    clause = models.TextField(default="", db_comment="clause by which this level publishes")
    order = models.TextField(default="", db_comment="order of that clause")

    class Meta:
        db_table = "reports_release"
        db_table_comment = "Figures made public; approving a draft is the only change"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | (
                    Q(approved_at__gte=F("drafted_at"), approved_by__isnull=False)
                    & ~Q(approved_by=F("drafted_by"))
                ),
                name="reports_release_by_two",
            ),
        ]
        indexes = [models.Index(fields=["place", "-day"], name="reports_release_place")]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"
