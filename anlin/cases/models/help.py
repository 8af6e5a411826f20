"""What people at home need, and whom to call for them."""

from django.db import models
from django.db.models import F, Q

from anlin.cases.models.home import PLACE
from anlin.cases.rules import Need
from anlin.people.models import Person


class Request(models.Model):
    """Somebody needs something; open until it is answered."""

    id = models.BigAutoField(primary_key=True, db_comment="Request")
    client_id = models.UUIDField(
        unique=True, db_comment="Made where it was entered: sent twice is once"
    )
    person = models.ForeignKey(Person, models.RESTRICT, db_column="person", db_comment="For whom")
    place = models.BigIntegerField(db_comment=PLACE)
    kind = models.TextField(db_comment="medicine, care, daily, psychological or other")
    text = models.TextField(default="", db_comment="In the words of who asked")
    at = models.DateTimeField(db_comment="When it was asked, UTC")
    by = models.BigIntegerField(
        db_comment="accounts_user.id of who entered it; below 0: the resident, by that link"
    )
    answered_at = models.DateTimeField(null=True, db_comment="When it was answered; null: open")
    answered_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who answered")
    answer = models.TextField(default="", db_comment="What was done, in words")

    class Meta:
        db_table = "cases_request"
        db_table_comment = "What people need; answering is the only change"
        indexes = [models.Index(fields=["place", "answered_at"], name="cases_request_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[need.value for need in Need]), name="cases_request_kind"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__gte=F("at"), answered_by__isnull=False) & ~Q(answer="")),
                name="cases_request_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Clinic(models.Model):
    """Whom a community calls when somebody is unwell; the newest entry holds."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    place = models.BigIntegerField(db_comment="Community (lo)")
    name = models.TextField(db_comment="Name of the clinic")
    phone = models.TextField(db_comment="Telephone of the clinic")
    at = models.DateTimeField(db_comment="When it was entered, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who entered it")

    class Meta:
        db_table = "cases_clinic"
        db_table_comment = "Clinics that communities call, the newest holds; append-only"
        indexes = [models.Index(fields=["place", "-at"], name="cases_clinic_place")]

    def __str__(self) -> str:
        return self.name
