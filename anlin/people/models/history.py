"""How the ledger came to say what it says: changes, open differences, doubles, imports."""

from django.db import models
from django.db.models import F, Q

from anlin.people.models.ledger import PLACE, Household, Person
from anlin.people.rules import Source


def _of_one(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(person__isnull=False, household__isnull=True)
        | Q(person__isnull=True, household__isnull=False),
    )


class Change(models.Model):
    """A field of a person or a household took another value."""

    id = models.BigAutoField(primary_key=True, db_comment="Change of one field")
    place = models.BigIntegerField(db_comment=PLACE)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, db_column="person", db_comment="Whose field; or null"
    )
    household = models.ForeignKey(
        Household, models.CASCADE, null=True, db_column="household", db_comment="or which one's"
    )
    field = models.TextField(
        db_comment="Column of the person or household, or group.<name> for a special group"
    )
    before = models.TextField(
        db_comment="Value before; empty if none; an identity number masked, a household by number"
    )
    after = models.TextField(db_comment="Value after, written likewise")
    on = models.DateField(
        null=True, db_comment="Day from which it holds, in China; null for a correction"
    )
    at = models.DateTimeField(db_comment="When it was entered, UTC")
    by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who did; null: a job")
    source = models.TextField(db_comment="By which way: screen, phone, import, review")
    why = models.TextField(db_default="", db_comment="Why, in the words of who did; may be empty")
    brought_by = models.ForeignKey(
        "people.Import",
        models.RESTRICT,
        null=True,
        db_column="brought_by",
        db_comment="Import that brought it; null if none did",
    )

    class Meta:
        db_table = "people_change"
        db_table_comment = "History of every field of persons and households; append-only"
        indexes = [models.Index(fields=["place"], name="people_change_place")]
        constraints = [
            _of_one("people_change_of_one"),
            models.CheckConstraint(name="people_change_changes", condition=~Q(before=F("after"))),
            models.CheckConstraint(
                name="people_change_source_known",
                condition=Q(source__in=[source.value for source in Source]),
            ),
        ]

    def __str__(self) -> str:
        return self.field


class Difference(models.Model):
    """An edit that was based on a value no longer current: both stand until somebody settles it."""

    id = models.BigAutoField(primary_key=True, db_comment="Open or settled difference")
    place = models.BigIntegerField(db_comment=PLACE)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, db_column="person", db_comment="Whose field; or null"
    )
    household = models.ForeignKey(
        Household, models.CASCADE, null=True, db_column="household", db_comment="or which one's"
    )
    field = models.TextField(db_comment="Field as in people_change")
    based_on = models.TextField(db_comment="Value that the editor saw")
    offered = models.TextField(db_comment="Value that the editor wants; a number is masked")
    sealed = models.BinaryField(
        null=True, db_comment="Offered identity number under authenticated encryption; else null"
    )
    made_at = models.DateTimeField(db_comment="When the edit was made, as its sender says, UTC")
    made_by = models.BigIntegerField(db_comment="accounts_user.id of who made it")
    received_at = models.DateTimeField(db_comment="When it arrived, UTC")
    why = models.TextField(db_default="", db_comment="Why, in the editor's words; may be empty")
    client_id = models.UUIDField(
        null=True, unique=True, db_comment="Made by whoever sent the edit; null if not sent"
    )
    settled_at = models.DateTimeField(null=True, db_comment="When settled, UTC; null while open")
    settled_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who settled it")
    verdict = models.TextField(
        db_default="", db_comment="current (stayed) or offered (was taken); empty while open"
    )

    class Meta:
        db_table = "people_difference"
        db_table_comment = "Edits that met another edit of the same field, and how it was settled"
        indexes = [
            models.Index(fields=["place", "settled_at"], name="people_difference_open"),
        ]
        constraints = [
            _of_one("people_difference_of_one"),
            models.CheckConstraint(
                name="people_difference_settled",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, verdict="")
                | Q(
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                    verdict__in=["current", "offered"],
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.field


class Review(models.Model):
    """Two entries that may be the same person, before whoever sees both."""

    id = models.BigAutoField(primary_key=True, db_comment="Pair of entries to compare")
    place = models.BigIntegerField(
        db_comment="lo of the narrowest place above both: only who sees all of it sees the pair"
    )
    one = models.ForeignKey(
        Person, models.CASCADE, db_column="one", related_name="+", db_comment="The earlier entry"
    )
    other = models.ForeignKey(
        Person, models.CASCADE, db_column="other", related_name="+", db_comment="The later entry"
    )
    sign = models.TextField(db_comment="What they share: number, or alike (name and birth)")
    found_at = models.DateTimeField(db_comment="When it was found, UTC")
    settled_at = models.DateTimeField(null=True, db_comment="When settled, UTC; null while open")
    settled_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who settled it")
    verdict = models.TextField(
        db_default="", db_comment="same or different; empty while nobody has settled it"
    )
    why = models.TextField(db_default="", db_comment="Why, in the words of who settled it")

    class Meta:
        db_table = "people_review"
        db_table_comment = "Entries that may be one person, and what came of comparing them"
        indexes = [
            models.Index(fields=["place", "settled_at"], name="people_review_open"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="people_review_pair_once"),
            models.CheckConstraint(name="people_review_order", condition=Q(one__lt=F("other"))),
            models.CheckConstraint(
                name="people_review_sign_known", condition=Q(sign__in=["number", "alike"])
            ),
            models.CheckConstraint(
                name="people_review_settled",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, verdict="")
                | Q(
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                    verdict__in=["same", "different"],
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}:{self.other_id}"


class Import(models.Model):
    """A file of rows for the ledger of one community: tried, then taken, perhaps undone."""

    id = models.BigAutoField(primary_key=True, db_comment="Import of one file")
    place = models.BigIntegerField(db_comment="lo of the community whose ledger it is for")
    name = models.TextField(db_comment="Name of the file")
    made_at = models.DateTimeField(db_comment="When it was sent, UTC")
    made_by = models.BigIntegerField(db_comment="accounts_user.id of who sent it")
    taken = models.IntegerField(db_comment="Rows that bring somebody new")
    changed = models.IntegerField(db_comment="Rows that add to what is known of somebody")
    known = models.IntegerField(db_comment="Rows that say nothing new")
    refused = models.IntegerField(db_comment="Rows that are not taken, each with its reason")
    file_sealed = models.BinaryField(
        null=True, db_comment="The rows under authenticated encryption; null once they are taken"
    )
    report_sealed = models.BinaryField(
        db_comment="What became of each row, under authenticated encryption"
    )
    imported_at = models.DateTimeField(null=True, db_comment="When taken, UTC; null: only tried")
    undone_at = models.DateTimeField(null=True, db_comment="When undone, UTC; null if it was not")
    undone_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who undid it")

    class Meta:
        db_table = "people_import"
        db_table_comment = "Files that were tried and taken into the ledger"
        indexes = [models.Index(fields=["place", "-made_at"], name="people_import_newest")]
        constraints = [
            models.CheckConstraint(
                name="people_import_undone_after",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(imported_at__isnull=False, undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
