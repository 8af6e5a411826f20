"""What was recorded: receipts, and the narrow evidence that the heart counts."""

from django.db import models
from django.db.models import F, Q


class Submission(models.Model):
    """One entry as a phone sent it: its receipt, and its wide values."""

    client_id = models.UUIDField(db_comment="made by the phone; the same visit sent twice has one")
    recorder = models.BigIntegerField(
        db_comment="accounts_user.id of who recorded it; below 0: the resident, by that link"
    )
    device = models.TextField(default="", blank=True, db_comment="name of the phone")
    device_seq = models.BigIntegerField(null=True, db_comment="running number on that phone")
    place = models.BigIntegerField(db_comment="lo of the place of the subject (places_place.lo)")
    subject = models.BigIntegerField(db_comment="people_person.id, or places_place.lo of a place")
    occurred_at = models.DateTimeField(db_comment="when it was done, as claimed, UTC")
    received_at = models.DateTimeField(db_comment="when the server took it, by its own clock, UTC")
    kinds = models.JSONField(db_comment="records.rules.EvidenceKind numbers it proves")
    content = models.JSONField(default=dict, db_comment="way, condition, needs, readings, note")
    digest = models.BinaryField(db_comment="SHA-256 of the content, to tell a repeat from an edit")
    conflict_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="conflicts",
        db_comment="the accepted submission with the same client id and other content",
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="corrected_by",
        db_comment="the earlier submission that no longer counts because of this one",
    )

    class Meta:
        db_table = "records_submission"
        db_table_comment = "One receipt per client-made id; append-only"
        constraints = (
            models.UniqueConstraint(
                fields=("recorder", "client_id"),
                condition=Q(conflict_of=None),
                name="records_submission_once",
            ),
            models.UniqueConstraint(
                fields=("recorder", "client_id", "digest"),
                condition=Q(conflict_of__isnull=False),
                name="records_submission_content_once",
            ),
            models.UniqueConstraint(
                fields=("corrects",),
                condition=Q(corrects__isnull=False),
                name="records_submission_corrected_once",
            ),
            models.CheckConstraint(
                condition=Q(occurred_at__lte=F("received_at")),
                name="records_submission_not_in_future",
            ),
        )
        indexes = (
            models.Index(fields=("place", "subject", "-occurred_at"), name="records_submission_of"),
            models.Index(
                fields=("conflict_of",),
                condition=Q(conflict_of__isnull=False),
                name="records_submission_conflicts",
            ),
        )

    def __str__(self) -> str:
        return str(self.client_id)


class Attachment(models.Model):
    """A photograph that belongs to an item of a phone, drawn anew and bare of hidden data."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    client_id = models.UUIDField(db_comment="of the item it belongs to, made by the phone")
    sha256 = models.BinaryField(db_comment="SHA-256 of the bytes as sent: the receipt's name")
    recorder = models.BigIntegerField(db_comment="accounts_user.id of who sent it")
    device = models.TextField(db_comment="number of the phone")
    place = models.BigIntegerField(
        db_index=True, db_comment="lo of the place where the sender works, for who may see it"
    )
    jpeg = models.BinaryField(db_comment="the picture drawn anew, at most 1600 pixels long")
    width = models.IntegerField(db_comment="pixels")
    height = models.IntegerField(db_comment="pixels")
    taken_at = models.DateTimeField(null=True, db_comment="when, as the camera said, UTC")
    lat = models.FloatField(null=True, db_comment="degrees north, as the camera said")
    lon = models.FloatField(null=True, db_comment="degrees east, as the camera said")
    received_at = models.DateTimeField(db_comment="when the server took it, by its own clock, UTC")

    class Meta:
        db_table = "records_attachment"
        db_table_comment = "Photographs sent beside items; append-only"
        constraints = (
            models.UniqueConstraint(
                fields=("recorder", "client_id", "sha256"), name="records_attachment_once"
            ),
        )

    def __str__(self) -> str:
        return self.sha256.hex()[:12]
