"""Phones that people work with, and the codes by which they are let in."""

from django.db import models
from django.db.models import F, Q

from anlin.accounts.models.users import Grant, User


class Enrolment(models.Model):
    """A code that lets one phone in, once, within minutes."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="enrolments", db_comment="whose phone it is to be"
    )
    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="enrolments", db_comment="the role it is to work under"
    )
    place = models.BigIntegerField(db_index=True, db_comment="lo of the grant's place")
    digest = models.BinaryField(
        unique=True, db_comment="HMAC-SHA-256 of the code; the code itself is kept nowhere"
    )
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_column="by", db_comment="who showed the code"
    )
    at = models.DateTimeField(db_comment="when it was shown")
    until = models.DateTimeField(db_comment="until when it works, exclusive")
    used_at = models.DateTimeField(
        null=True, db_comment="when it was used, or another took its place; null: neither"
    )

    class Meta:
        db_table = "accounts_enrolment"
        db_table_comment = "Codes that let a phone in, once"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="accounts_enrolment_fwd"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%H:%M}"


class Device(models.Model):
    """A phone that works in somebody's name until it is ended."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    user = models.ForeignKey(
        User, models.PROTECT, related_name="devices", db_comment="whose phone it is"
    )
    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="devices",
        db_comment="the role it was enrolled for; when that ends, the oldest other one serves",
    )  # fmt: skip
    place = models.BigIntegerField(db_index=True, db_comment="lo of the grant's place")
    name = models.CharField(max_length=64, db_comment="what the phone calls itself")
    digest = models.BinaryField(
        unique=True, db_comment="HMAC-SHA-256 of its token; the token itself is kept nowhere"
    )
    public_key = models.BinaryField(
        db_comment="point of P-256, uncompressed: the phone signs each request with the other half"
    )
    share = models.BinaryField(
        db_comment="the server's part of the key of the phone's store, sealed (AES-256-GCM)"
    )
    made_at = models.DateTimeField(db_comment="when it was first let in")
    enrolled_at = models.DateTimeField(db_comment="when it was last let in")
    seen_at = models.DateTimeField(db_comment="when it was last heard of, to the minute")
    ended_at = models.DateTimeField(null=True, db_comment="when it was ended; null: it works")
    wipe = models.BooleanField(
        default=False, db_comment="whether it is to throw away what it keeps when it asks next"
    )
    wiped_at = models.DateTimeField(
        null=True, db_comment="when it said that it had thrown away what it kept"
    )

    class Meta:
        db_table = "accounts_device"
        db_table_comment = "Phones that people work with"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "public_key"], name="accounts_device_one_per_key"
            ),
        ]

    def __str__(self) -> str:
        return self.name
