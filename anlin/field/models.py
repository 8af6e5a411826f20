"""What came from phones: a receipt for each item, and what could not simply be taken in."""

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.models import Q

from anlin.accounts.models import Device, User


class Multirange(BigIntegerRangeField):
    """Several ranges of whole numbers in one value; read and written by statements alone."""

    def db_type(self, connection: object) -> str:
        """Return the column's type."""
        return "int8multirange"


class Phone(models.Model):
    """How things stand with one phone: what it says it made, and what of that has come."""

    device = models.OneToOneField(
        Device, models.PROTECT, primary_key=True, db_column="device", related_name="phone",
        db_comment="which phone",
    )  # fmt: skip
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="whose phone it is")
    place = models.BigIntegerField(
        db_index=True, db_comment="lo of the place it worked in when it was last heard of"
    )
    seqs = Multirange(db_comment="numbers of its items that are here")
    made = models.BigIntegerField(db_comment="highest number it says it ever gave away")
    oldest = models.BigIntegerField(
        null=True, db_comment="lowest number that it says still waits on it; null: none waits"
    )
    last_at = models.DateTimeField(db_comment="when it last said so")
    list_at = models.DateTimeField(null=True, db_comment="when it last fetched its list anew")
    ahead = models.DurationField(
        db_comment="how far its clock ran ahead of ours then; minus: behind"
    )
    backdated = models.BigIntegerField(
        default=0,
        db_comment="items written down after a contact that they claim to lie before",
    )

    class Meta:
        db_table = "field_phone"
        db_table_comment = "How things stand with each phone; one row, renewed at each contact"

    def __str__(self) -> str:
        return f"{self.device_id}: {self.made}"


class Receipt(models.Model):
    """One item as it first came: what decides whether the next one is a repeat."""

    pk = models.CompositePrimaryKey("user", "client_id")
    user = models.BigIntegerField(db_column="user_id", db_comment="accounts_user.id of who sent it")
    client_id = models.UUIDField(db_comment="made by the phone")
    device = models.BigIntegerField(db_comment="accounts_device.id of the phone")
    seq = models.BigIntegerField(null=True, db_comment="running number on that phone")
    digest = models.BinaryField(db_comment="SHA-256 of kind, time and content")
    standing = models.SmallIntegerField(db_comment="field.rules.Standing: accepted, quarantined")
    number = models.BigIntegerField(
        null=True, db_comment="id of the row it became in the room of its kind; null: none"
    )
    received_at = models.DateTimeField(db_comment="when the server took it, by its own clock, UTC")

    class Meta:
        db_table = "field_receipt"
        db_table_comment = "One receipt per item of a phone, seen by who sent it; append-only"

    def __str__(self) -> str:
        return str(self.client_id)


class Aside(models.Model):
    """An item that waits for a person: other content under a known id, or not to be taken now."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    place = models.BigIntegerField(
        db_comment="lo of the place whose supervisor decides: where the sender worked at that time"
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_index=False, db_comment="who sent it"
    )
    device = models.BigIntegerField(db_comment="accounts_device.id of the phone")
    client_id = models.UUIDField(db_comment="made by the phone")
    seq = models.BigIntegerField(null=True, db_comment="running number on that phone")
    kind = models.TextField(db_comment="what kind of item it says it is; empty: it cannot be read")
    at = models.DateTimeField(null=True, db_comment="when it was done, as claimed, UTC")
    received_at = models.DateTimeField(db_comment="when the server took it, by its own clock, UTC")
    standing = models.SmallIntegerField(db_comment="field.rules.Standing: conflict, quarantined")
    digest = models.BinaryField(db_comment="SHA-256 of kind, time and content")
    body = models.JSONField(db_comment="what it says, as it came")
    problem = models.JSONField(db_comment="why it waits, and the way out, in both languages")

    class Meta:
        db_table = "field_aside"
        db_table_comment = "Items that wait for a person to decide; append-only"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "client_id", "digest"], name="field_aside_content_once"
            ),
        ]
        indexes = [models.Index(fields=["place", "received_at"], name="field_aside_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.client_id}"


class Decision(models.Model):
    """What a supervisor said to an item that waited, once."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    aside = models.OneToOneField(
        Aside, models.PROTECT, related_name="decision", db_comment="to which item"
    )
    place = models.BigIntegerField(db_index=True, db_comment="as the item's, for who may see it")
    taken = models.BooleanField(db_comment="whether it was taken in after all, or set aside")
    number = models.BigIntegerField(
        null=True, db_comment="taken in: id of the row it became in the room of its kind"
    )
    reason = models.TextField(db_comment="why, in the words of who decided")
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_column="by", db_comment="who decided"
    )
    at = models.DateTimeField(db_comment="when")

    class Meta:
        db_table = "field_decision"
        db_table_comment = "What became of items that waited for a person; append-only"
        constraints = [
            models.CheckConstraint(
                condition=Q(taken=True) | Q(number=None), name="field_decision_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aside_id}: {'taken' if self.taken else 'set aside'}"
