"""Whom to call for people at home."""

from django.db import models


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
