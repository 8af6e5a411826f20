"""Visits with why they were chosen, findings, what was done about each, and fed back progress."""

from django.db import models
from django.db.models import Q

from anlin.supervision.rules import Weight, What

PLACE = "Where: lo of a community or a grid, the key of row-level security"


class Visit(models.Model):
    """An inspection of one place on a day, planned with its reasons."""

    id = models.BigAutoField(primary_key=True, db_comment="Visit")
    client_id = models.UUIDField(
        unique=True, db_comment="Made where it was entered: sent twice is once"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    on = models.DateField(db_comment="Day of the visit, in China")
    signs = models.JSONField(db_comment="What was odd in the records when it was planned, by name")
    why = models.TextField(db_comment="Why, in the words of who planned it")
    at = models.DateTimeField(db_comment="When it was planned, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who planned it")

    class Meta:
        db_table = "supervision_visit"
        db_table_comment = "Inspections, planned with their reasons; append-only"
        indexes = [models.Index(fields=["place", "-on"], name="supervision_visit_place")]

    def __str__(self) -> str:
        return str(self.pk)


class Finding(models.Model):
    """Something that was not as a clause asks."""

    id = models.BigAutoField(primary_key=True, db_comment="Finding")
    client_id = models.UUIDField(
        unique=True, db_comment="Made where it was entered: sent twice is once"
    )
    visit = models.ForeignKey(Visit, models.RESTRICT, db_column="visit", db_comment="Found when")
    place = models.BigIntegerField(db_comment=PLACE)
    clause = models.TextField(db_comment="policy_clause.id of what was not kept")
    weight = models.TextField(db_comment="urgent or ordinary")
    said = models.TextField(db_comment="What was found, in the words of who found it")
    photo = models.BinaryField(null=True, db_comment="Photograph, re-encoded (JPEG); null: none")
    at = models.DateTimeField(db_comment="When, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who found it")

    class Meta:
        db_table = "supervision_finding"
        db_table_comment = "What inspections found, with the clause; append-only"
        indexes = [
            models.Index(fields=["place", "-at"], name="supervision_finding_place"),
            models.Index(fields=["visit"], name="supervision_finding_visit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__in=[each.value for each in Weight]),
                name="supervision_finding_weight",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clause}:{self.pk}"


class Step(models.Model):
    """Something done about a finding."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    finding = models.ForeignKey(
        Finding, models.RESTRICT, db_column="finding", db_comment="About which"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    what = models.TextField(db_comment="rectified, closed (looked at again) or returned")
    said = models.TextField(db_comment="In the words of who did it")
    at = models.DateTimeField(db_comment="When, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who did it")

    class Meta:
        db_table = "supervision_step"
        db_table_comment = "What was done about findings; append-only"
        indexes = [
            models.Index(fields=["finding", "at"], name="supervision_step_finding"),
            models.Index(fields=["place"], name="supervision_step_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=[each.value for each in What]), name="supervision_step_what"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what}:{self.finding_id}"


class Feedback(models.Model):
    """How the measures in force stood at a place when it told the issuers of their orders."""

    id = models.BigAutoField(primary_key=True, db_comment="Feedback")
    client_id = models.UUIDField(
        unique=True, db_comment="Made where it was entered: sent twice is once"
    )
    place = models.BigIntegerField(
        db_comment="lo of the place whose progress it is, the key of row-level security"
    )
    name = models.TextField(db_comment="name of that place; source: places_place")
    content = models.JSONField(
        db_comment="per order: id, title and issuer in both languages, the clauses that name who "
        "is told, and the counts of each measure as on the board of that day"
    )
    note = models.TextField(db_comment="what stands in the way, in the words of who sent it")
    at = models.DateTimeField(db_comment="when it was sent, UTC; the counts are those of then")
    by = models.BigIntegerField(db_comment="accounts_user.id of who sent it")
    sender = models.TextField(db_comment="name of who sent it; source: accounts_user")

    class Meta:
        db_table = "supervision_feedback"
        db_table_comment = "Progress of measures, told to the issuers of their orders; append-only"
        indexes = [models.Index(fields=["place", "-at"], name="supervision_feedback_place")]

    def __str__(self) -> str:
        return f"{self.name}:{self.pk}"
