"""Roles that wait for a second administrator, and what that one said."""

from django.db import models
from django.db.models import F, Q

from anlin.accounts.models.users import Grant, User
from anlin.accounts.rules import Role


class Proposal(models.Model):
    """A role that one administrator wants to give and another must confirm."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_comment="who is to hold the role"
    )
    role = models.CharField(
        max_length=32, choices=[(role.value, role.value) for role in Role],
        db_comment="identifier of the role",
    )  # fmt: skip
    place_code = models.CharField(
        max_length=18, db_collation="C", db_comment="code of the place it is to be held at"
    )
    place = models.BigIntegerField(db_index=True, db_comment="lo of that place")
    hi = models.BigIntegerField(db_comment="first padded code after that place")
    since = models.DateTimeField(db_comment="from when")
    until = models.DateTimeField(db_comment="until when, exclusive")
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_column="by", db_comment="who proposes it"
    )
    from_code = models.CharField(
        max_length=18, db_collation="C",
        db_comment="code of the place the proposer works for; the second one works there or above",
    )  # fmt: skip
    at = models.DateTimeField(db_comment="when it was proposed")

    class Meta:
        db_table = "accounts_proposal"
        db_table_comment = "Roles that need a second administrator; append-only"
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lt=F("until")), name="accounts_proposal_forward"
            ),
            models.CheckConstraint(condition=~Q(user=F("by")), name="accounts_proposal_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.role}@{self.place_code}?"


class Answer(models.Model):
    """What became of a proposal, once: confirmed, refused, or taken back by who made it."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    proposal = models.OneToOneField(
        Proposal, models.PROTECT, related_name="answer", db_comment="of which proposal"
    )
    place = models.BigIntegerField(
        db_index=True, db_comment="as the proposal's, for who may see it"
    )
    kind = models.CharField(max_length=16, db_comment="confirmed, refused or withdrawn")
    note = models.TextField(db_comment="why not, in the words of who said so; else empty")
    grant = models.OneToOneField(
        Grant, models.PROTECT, null=True, related_name="+",
        db_comment="confirmed: the role as given; else null",
    )  # fmt: skip
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_column="by", db_comment="who said so"
    )
    at = models.DateTimeField(db_comment="when")

    class Meta:
        db_table = "accounts_answer"
        db_table_comment = "What a second administrator said to a proposal; append-only"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="confirmed", grant__isnull=False)
                | Q(kind__in=["refused", "withdrawn"], grant__isnull=True),
                name="accounts_answer_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.kind}"
