"""Requests for reinforcement, and hands lent for them."""

from django.db import models
from django.db.models import F, Q

from anlin.workforce.models.duty import BY
from anlin.workforce.rules import Closed, Lent


class Request(models.Model):
    """An institution is short of hands and asks for more; only closed. It names no person."""

    id = models.BigAutoField(primary_key=True, db_comment="Request for reinforcement")
    place = models.BigIntegerField(db_comment="Place: lo of the grid of the institution that asks")
    name = models.TextField(db_comment="Name of the institution; source: institutions_institution")
    job = models.TextField(db_comment="Job that is wanted, as in institutions_post")
    people = models.SmallIntegerField(db_comment="How many are wanted")
    since = models.DateField(db_comment="First day on which they are needed")
    until = models.DateField(db_comment="First day on which they are no longer needed")
    why = models.TextField(db_comment="Why, in the words of who asks")
    at = models.DateTimeField(db_comment="When it was asked, UTC")
    by = models.BigIntegerField(db_comment=BY)
    closed_at = models.DateTimeField(null=True, db_comment="When it was closed, UTC")
    closed_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who closed it")
    closing = models.TextField(default="", db_comment="met or withdrawn; empty while it stands")

    class Meta:
        db_table = "workforce_request"
        db_table_comment = "What institutions ask others for; public within the product"
        indexes = [models.Index(fields=["place"], name="workforce_request_place")]
        constraints = [
            models.CheckConstraint(
                name="workforce_request_forward", condition=Q(until__gt=F("since"))
            ),
            models.CheckConstraint(name="workforce_request_people", condition=Q(people__gte=1)),
            models.CheckConstraint(
                name="workforce_request_closing",
                condition=Q(closed_at__isnull=True, closing="")
                | Q(closed_at__isnull=False, closing__in=[each.value for each in Closed]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Loan(models.Model):
    """A worker of one institution helps another; each step is written once.

    What the borrower must know stands in the row, for it does not see the lender's staff.
    """

    id = models.BigAutoField(primary_key=True, db_comment="Loan of one worker")
    request = models.ForeignKey(
        Request, models.RESTRICT, db_column="request", db_comment="Which request it answers"
    )
    place = models.BigIntegerField(db_comment="Place: lo of the grid of the borrower")
    from_place = models.BigIntegerField(db_comment="Place: lo of the grid of the lender")
    post = models.BigIntegerField(db_comment="institutions_post.id of the worker at the lender")
    there = models.BigIntegerField(
        null=True, db_comment="institutions_post.id at the borrower; null until they arrive"
    )
    lender = models.TextField(db_comment="Name of the lending institution")
    name = models.TextField(db_comment="Name of the worker; source: institutions_post")
    phone = models.TextField(default="", db_comment="Telephone; source: institutions_post")
    job = models.TextField(db_comment="Job; source: institutions_post")
    state = models.TextField(
        db_comment="offered, declined, withdrawn, accepted, arrived or returned"
    )
    offered_at = models.DateTimeField(db_comment="When it was offered, UTC")
    offered_by = models.BigIntegerField(db_comment="accounts_user.id of who offered")
    answered_at = models.DateTimeField(null=True, db_comment="When it was answered, UTC")
    answered_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who answered")
    arrived_at = models.DateTimeField(null=True, db_comment="When the worker arrived, UTC")
    returned_at = models.DateTimeField(null=True, db_comment="When the worker went back, UTC")

    class Meta:
        db_table = "workforce_loan"
        db_table_comment = "Workers lent to other institutions; both sides see the row"
        indexes = [
            models.Index(fields=["request"], name="workforce_loan_request"),
            models.Index(fields=["place"], name="workforce_loan_place"),
            models.Index(fields=["from_place"], name="workforce_loan_from"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(state__in=["offered", "accepted", "arrived"]),
                name="workforce_loan_one_at_a_time",
            ),
            models.CheckConstraint(
                name="workforce_loan_state", condition=Q(state__in=[each.value for each in Lent])
            ),
            models.CheckConstraint(
                name="workforce_loan_of_two", condition=~Q(place=F("from_place"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
