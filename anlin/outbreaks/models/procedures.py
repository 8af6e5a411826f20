"""Temporary shelters, who is guardian of a child, and remains of the dead."""

from django.db import models
from django.db.models import F, Q

from anlin.institutions.models import Institution
from anlin.outbreaks.models.cases import BY, PLACE
from anlin.people.models import Person

IN = "In or of which institution"


class Shelter(models.Model):
    """A temporary shelter was opened because a rescue station is full; only closed."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment=IN
    )
    place = models.BigIntegerField(db_comment=PLACE)
    name = models.TextField(db_comment="Where it is, in words")
    beds = models.SmallIntegerField(db_comment="How many people it takes")
    opened_at = models.DateTimeField(db_comment="When it was opened, UTC")
    opened_by = models.BigIntegerField(db_comment=BY)
    closed_at = models.DateTimeField(null=True, db_comment="When it was closed, UTC; null: open")

    class Meta:
        db_table = "outbreaks_shelter"
        db_table_comment = "Temporary shelters of rescue stations; only closed"
        indexes = [models.Index(fields=["place"], name="outbreaks_shelter_place")]
        constraints = [
            models.CheckConstraint(name="outbreaks_shelter_beds", condition=Q(beds__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name


class Guardian(models.Model):
    """Somebody is guardian of a child in an institution, from a day until a day; only ended."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    person = models.ForeignKey(Person, models.RESTRICT, db_column="person", db_comment="The child")
    place = models.BigIntegerField(db_comment=PLACE)
    name = models.TextField(db_comment="Name of the guardian, or of the body that stands in")
    phone = models.TextField(default="", db_comment="Telephone, digits only; empty if none")
    relation = models.TextField(db_comment="What they are to the child, in words")
    since = models.DateField(db_comment="First day, in China")
    until = models.DateField(null=True, db_comment="First day no longer; null while it lasts")
    at = models.DateTimeField(db_comment="When it was registered, UTC")
    by = models.BigIntegerField(db_comment=BY)

    class Meta:
        db_table = "outbreaks_guardian"
        db_table_comment = "Guardians of children in institutions; only ended"
        indexes = [
            models.Index(fields=["place"], name="outbreaks_guardian_place"),
            models.Index(fields=["person"], name="outbreaks_guardian_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="outbreaks_guardian_forward",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True),
                name="outbreaks_guardian_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Remains(models.Model):
    """Remains that a funeral home took over; handling them is the only change."""

    id = models.BigAutoField(primary_key=True, db_comment="Remains of one person")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment=IN
    )
    place = models.BigIntegerField(db_comment=PLACE)
    name = models.TextField(db_comment="Name of the dead")
    patient = models.BooleanField(db_comment="Died as a patient of the disease, or suspected")
    paper = models.TextField(db_comment="Number of the death certificate, and who issued it")
    family = models.TextField(default="", db_comment="Who of the family was told, and how")
    came_at = models.DateTimeField(db_comment="When they were taken over, UTC")
    by = models.BigIntegerField(db_comment=BY)
    cremated_at = models.DateTimeField(null=True, db_comment="When they were cremated, UTC")
    done_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who wrote that")
    kept = models.TextField(default="", db_comment="Where the ashes are kept, or who took them")

    class Meta:
        db_table = "outbreaks_remains"
        db_table_comment = "Remains at funeral homes; only handled"
        indexes = [models.Index(fields=["place", "came_at"], name="outbreaks_remains_place")]

    def __str__(self) -> str:
        return str(self.pk)
