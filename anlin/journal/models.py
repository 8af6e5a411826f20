"""The chained entries, the head of each chain, and the anchors that leave the house."""

from django.db import models


class Entry(models.Model):
    """One thing somebody did; the database numbers, links and seals it."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    area = models.BigIntegerField(
        db_default=0, db_comment="lo of the chain's community, or of the place itself if above one"
    )
    seq = models.BigIntegerField(db_default=0, db_comment="number in the area's chain, from 1")
    place = models.BigIntegerField(db_comment="lo of the place it happened at")
    at = models.DateTimeField(db_comment="when it was done, by the product's clock")
    actor = models.BigIntegerField(
        null=True, db_comment="accounts_user.id; null: the product itself"
    )
    role = models.TextField(db_comment="role the actor worked in; empty: the product itself")
    verb = models.TextField(db_comment="what was done, as room.verb")
    subject = models.TextField(db_comment="to what: table:id, never a name")
    reason = models.TextField(db_comment="why, in the actor's words; empty if none was asked")
    detail = models.JSONField(db_comment="ids and salted digests; no personal plaintext")
    algorithm = models.SmallIntegerField(
        db_default=1, db_comment="1: SHA-256 over the text of journal_canonical()"
    )
    prev = models.BinaryField(db_default=b"", db_comment="hash of the entry before; empty at seq 1")
    hash = models.BinaryField(db_default=b"", db_comment="seal over this entry and prev")

    class Meta:
        db_table = "journal_entry"
        db_table_comment = "Append-only: who did what to whom, when, where, why; chained per area"
        constraints = [
            models.UniqueConstraint(fields=["area", "seq"], name="journal_entry_one_per_seq"),
        ]
        indexes = [
            models.Index(fields=["place", "at"], name="journal_entry_place_at"),
            models.Index(fields=["at", "id"], name="journal_entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Head(models.Model):
    """The last entry of one area's chain; only the database's own trigger writes it."""

    area = models.BigIntegerField(primary_key=True, db_comment="lo of the chain's area")
    seq = models.BigIntegerField(db_comment="number of the last entry")
    hash = models.BinaryField(db_comment="seal of the last entry")

    class Meta:
        db_table = "journal_head"
        db_table_comment = "Where each area's chain ends"

    def __str__(self) -> str:
        return f"{self.area}:{self.seq}"


class Check(models.Model):
    """Somebody verified the chain of one area on a screen, and what came of it."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    area = models.BigIntegerField(db_comment="lo of the chain's area")
    seq = models.BigIntegerField(db_comment="number of the last entry that was read")
    broken_at = models.BigIntegerField(
        null=True, db_comment="number of the first entry that does not hold; null: all hold"
    )
    kind = models.TextField(db_comment="how it is broken, see rules.Break; empty: it holds")
    by = models.BigIntegerField(db_comment="accounts_user.id of who asked for it")
    at = models.DateTimeField(db_comment="when")

    class Meta:
        db_table = "journal_check"
        db_table_comment = "Verifications of single chains; append-only"
        indexes = [models.Index(fields=["area", "-at"], name="journal_check_latest")]

    def __str__(self) -> str:
        return f"{self.area}:{self.seq} {self.kind or 'holds'}"


class Anchor(models.Model):
    """One root over all heads at a moment; its file is kept where we cannot write."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    at = models.DateTimeField(db_comment="when the heads were read")
    root = models.BinaryField(db_comment="SHA-256 over area:seq:hash of every head, by area")
    areas = models.BigIntegerField(db_comment="how many chains")
    entries = models.BigIntegerField(db_comment="how many entries they hold")

    class Meta:
        db_table = "journal_anchor"
        db_table_comment = "Roots over the heads; proof that nothing before was cut or rewritten"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {bytes(self.root).hex()[:12]}"
