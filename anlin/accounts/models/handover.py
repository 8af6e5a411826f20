"""Who is asked to stand in for whom, and what became of it."""

from django.db import models
from django.db.models import F, Q

from anlin.accounts.models.users import Grant, User


class Handover(models.Model):
    """Somebody is asked to stand in for a worker from a moment until a moment."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="handovers", db_comment="the role that is covered"
    )
    role = models.CharField(max_length=32, db_comment="which role; source: the grant")
    place_code = models.CharField(
        max_length=18, db_collation="C", db_comment="code of its place; source: the grant"
    )
    place = models.BigIntegerField(db_comment="lo of its place; source: the grant")
    giver = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_comment="whose work it is; source: the grant"
    )
    taker = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_comment="who is asked to stand in"
    )
    since = models.DateTimeField(db_comment="from when")
    until = models.DateTimeField(db_comment="until when, exclusive; it ends by itself")
    reason = models.TextField(db_comment="why, in the words of who asked")
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_column="by", db_comment="who asked"
    )
    at = models.DateTimeField(db_comment="when it was asked")

    class Meta:
        db_table = "accounts_handover"
        db_table_comment = "Who is asked to stand in for whom; append-only"
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lt=F("until")), name="accounts_handover_forward"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("taker")) & ~Q(by=F("taker")),
                name="accounts_handover_of_two",
            ),
        ]
        indexes = [models.Index(fields=["place", "until"], name="accounts_handover_at")]

    def __str__(self) -> str:
        return f"{self.giver_id} > {self.taker_id}"


class HandoverStep(models.Model):
    """What became of a hand-over: an answer, once, and an early end, once."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    handover = models.ForeignKey(
        Handover, models.PROTECT, related_name="steps", db_comment="of which hand-over"
    )
    place = models.BigIntegerField(db_comment="as the hand-over's, for who may see it")
    giver = models.BigIntegerField(db_comment="as the hand-over's, for who may see it")
    taker = models.BigIntegerField(db_comment="as the hand-over's, for who may see it")
    kind = models.CharField(
        max_length=16, db_comment="accepted, declined or withdrawn; or ended, before its time"
    )
    note = models.TextField(db_comment="in the words of who did it; empty if nothing was said")
    grant = models.ForeignKey(
        Grant, models.PROTECT, null=True, related_name="+",
        db_comment="accepted: the role given for that time; else null",
    )  # fmt: skip
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_column="by",
        db_comment="who did it; null: whoever runs the installation ended the role",
    )  # fmt: skip
    at = models.DateTimeField(db_comment="when")

    class Meta:
        db_table = "accounts_handover_step"
        db_table_comment = "Answers to hand-overs, and early ends; append-only"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["accepted", "declined", "withdrawn", "ended"]),
                name="accounts_handover_step_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="accepted", grant__isnull=False)
                | ~Q(kind="accepted") & Q(grant__isnull=True),
                name="accounts_handover_step_grant",
            ),
            models.UniqueConstraint(
                fields=["handover"],
                condition=~Q(kind="ended"),
                name="accounts_handover_answered_once",
            ),
            models.UniqueConstraint(
                fields=["handover", "kind"], name="accounts_handover_step_once"
            ),
        ]
        indexes = [models.Index(fields=["place", "at"], name="accounts_handover_step_at")]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.kind}"
