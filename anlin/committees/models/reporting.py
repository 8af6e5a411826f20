"""Daily and urgent reports, who read them, and doubts about them; everything append-only."""

from django.db import models
from django.db.models import F, Q

from anlin.committees.rules import Matter, Step

PLACE = "Place of the subject: lo of a community or below, the key of row-level security"
KIND = "What reports: place (a community), or a kind of institution"
SUBJECT = "Lo of the community, or of the institution's grid (places_place.lo)"
DAY = "The day that is reported on, in China"


class Report(models.Model):
    """One version of the report of one day; a later one corrects it and leaves it standing."""

    id = models.BigAutoField(primary_key=True, db_comment="Version of a report")
    client_id = models.UUIDField(db_comment="Made where it was signed: sent twice is once")
    place = models.BigIntegerField(db_comment=PLACE)
    kind = models.TextField(db_comment=KIND)
    subject = models.BigIntegerField(db_comment=SUBJECT)
    day = models.DateField(db_comment=DAY)
    version = models.SmallIntegerField(db_comment="1 is the first; the highest holds")
    zero = models.BooleanField(db_comment="It states that there was nothing to report")
    lines = models.JSONField(
        db_comment="Line to known (recorded when it was signed, or null), said, and why"
    )
    reason = models.TextField(db_comment="Why the version before is corrected; empty at the first")
    submission = models.BigIntegerField(
        null=True, db_comment="records_submission.id of its evidence; null for later versions"
    )
    by = models.BigIntegerField(db_comment="accounts_user.id of who signed it")
    signer = models.TextField(db_comment="Name under it; source: accounts_user")
    at = models.DateTimeField(db_comment="When the server took it, UTC")

    class Meta:
        db_table = "committees_report"
        db_table_comment = "Daily reports, version by version; append-only"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "day", "version"], name="committees_report_version_once"
            ),
            models.UniqueConstraint(fields=["by", "client_id"], name="committees_report_once"),
            models.CheckConstraint(
                condition=Q(version=1, reason="") | (Q(version__gt=1) & ~Q(reason="")),
                name="committees_report_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["day", "place"], name="committees_report_day"),
            models.Index(
                fields=["submission"],
                condition=Q(submission__isnull=False),
                name="committees_report_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}:{self.day}/{self.version}"


class Urgent(models.Model):
    """Something that could not wait for the daily report."""

    id = models.BigAutoField(primary_key=True, db_comment="Urgent report")
    client_id = models.UUIDField(db_comment="Made where it was sent: sent twice is once")
    place = models.BigIntegerField(db_comment=PLACE)
    kind = models.TextField(db_comment=KIND)
    subject = models.BigIntegerField(db_comment=SUBJECT)
    name = models.TextField(db_comment="How the subject is called; source: places_place")
    matter = models.TextField(db_comment="cluster, severe, care, supplies, order or other")
    text = models.TextField(db_comment="What happened, in the words of who reports, without names")
    occurred_at = models.DateTimeField(db_comment="When it happened, as claimed, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who reports")
    signer = models.TextField(db_comment="Name under it; source: accounts_user")
    at = models.DateTimeField(db_comment="When the server took it, UTC")

    class Meta:
        db_table = "committees_urgent"
        db_table_comment = "Urgent reports; append-only"
        constraints = [
            models.UniqueConstraint(fields=["by", "client_id"], name="committees_urgent_once"),
            models.CheckConstraint(
                condition=Q(matter__in=[each.value for each in Matter]),
                name="committees_urgent_matter",
            ),
            models.CheckConstraint(
                condition=Q(occurred_at__lte=F("at")), name="committees_urgent_not_in_future"
            ),
        ]
        indexes = [models.Index(fields=["place", "at"], name="committees_urgent_place")]

    def __str__(self) -> str:
        return f"{self.subject}:{self.matter}"


class Receipt(models.Model):
    """Who above read an urgent report, and what they said about it."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    urgent = models.ForeignKey(
        Urgent, models.RESTRICT, db_column="urgent", related_name="receipts",
        db_comment="What was read",
    )  # fmt: skip
    place = models.BigIntegerField(db_comment=PLACE)
    level = models.SmallIntegerField(db_comment="Level of who read it: 0 nation to 4 street")
    said = models.TextField(db_comment="What is done about it; may be empty")
    by = models.BigIntegerField(db_comment="accounts_user.id of who read it")
    reader = models.TextField(db_comment="Name of who read it; source: accounts_user")
    at = models.DateTimeField(db_comment="When, UTC")

    class Meta:
        db_table = "committees_receipt"
        db_table_comment = "Who above read which urgent report; append-only"
        constraints = [
            models.UniqueConstraint(fields=["urgent", "by", "said"], name="committees_receipt_once")
        ]

    def __str__(self) -> str:
        return f"{self.urgent_id}:{self.level}"


class Doubt(models.Model):
    """A report that said zero while something else was known."""

    id = models.BigAutoField(primary_key=True, db_comment="Doubt about one line of one day")
    place = models.BigIntegerField(db_comment=PLACE)
    kind = models.TextField(db_comment=KIND)
    subject = models.BigIntegerField(db_comment=SUBJECT)
    day = models.DateField(db_comment=DAY)
    line = models.TextField(db_comment="Line that says zero")
    figure = models.TextField(db_comment="Figure that counts something, or neighbours")
    known = models.IntegerField(db_comment="What the figure counted when the doubt was raised")
    report = models.ForeignKey(
        Report, models.RESTRICT, db_column="report", db_comment="The version that is doubted"
    )
    raised_at = models.DateTimeField(db_comment="When, UTC")

    class Meta:
        db_table = "committees_doubt"
        db_table_comment = "Zeros against something known; append-only"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "day", "figure"], name="committees_doubt_once"
            )
        ]
        indexes = [
            models.Index(fields=["place", "day"], name="committees_doubt_place"),
            models.Index(fields=["report"], name="committees_doubt_report"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}:{self.day} {self.figure}"


class DoubtStep(models.Model):
    """What was said about a doubt, and what the level above made of it."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    doubt = models.ForeignKey(
        Doubt, models.RESTRICT, db_column="doubt", related_name="steps", db_comment="Which doubt"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    step = models.TextField(db_comment="explained, accepted or returned")
    said = models.TextField(db_comment="In the words of who did it")
    by = models.BigIntegerField(db_comment="accounts_user.id of who did it")
    actor = models.TextField(db_comment="Name of who did it; source: accounts_user")
    at = models.DateTimeField(db_comment="When, UTC")

    class Meta:
        db_table = "committees_doubt_step"
        db_table_comment = "Answers to doubts and decisions about them; append-only"
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=[each.value for each in Step]), name="committees_doubt_step_of"
            )
        ]
        indexes = [models.Index(fields=["doubt"], name="committees_doubt_step_doubt")]

    def __str__(self) -> str:
        return f"{self.doubt_id}:{self.step}"
