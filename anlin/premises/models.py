"""Gates, residents' passes and vehicles, who passed, and what visitors told."""

from django.db import models
from django.db.models import F, Q

from anlin.people.models import Person
from anlin.premises.rules import Way

GATE_PLACE = "Place of the gate: lo of a community or compound, the key of row-level security"
HOME = "Place: lo of the building the person lives in, for who may see persons there"
LEFT = "Since when gates know that the person no longer lives there, UTC; null: they do"
DOOR = "Lo of the compound whose gates it opens, or of the building without one; for gatekeepers"


class Gate(models.Model):
    """An entrance at which passages are registered; shutting and opening is all that changes."""

    id = models.BigAutoField(primary_key=True, db_comment="Gate")
    place = models.BigIntegerField(db_comment=GATE_PLACE)
    name = models.TextField(db_comment="How neighbours call it, such as the east gate")
    clinic = models.TextField(db_comment="Clinic that is called for somebody with fever")
    clinic_phone = models.TextField(db_comment="Its telephone, as it is dialled")
    opened_at = models.DateTimeField(db_comment="When it was set up, UTC")
    opened_by = models.BigIntegerField(db_comment="accounts_user.id of who set it up")
    shut_at = models.DateTimeField(null=True, db_comment="Since when it is shut, UTC; null: open")
    shut_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who shut it")

    class Meta:
        db_table = "premises_gate"
        db_table_comment = "Gates of communities and compounds"
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="premises_gate_one_per_name"),
            models.CheckConstraint(condition=~Q(name=""), name="premises_gate_named"),
            models.CheckConstraint(
                condition=Q(shut_at__isnull=True, shut_by__isnull=True)
                | Q(shut_at__isnull=False, shut_by__isnull=False),
                name="premises_gate_shut_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Pass(models.Model):
    """A resident's code; ending it is the only change, apart from following the person."""

    id = models.BigAutoField(primary_key=True, db_comment="Pass")
    person = models.ForeignKey(Person, models.RESTRICT, db_column="person", db_comment="Whose")
    place = models.BigIntegerField(db_comment=HOME)
    door = models.BigIntegerField(db_comment=DOOR)
    name = models.TextField(db_comment="Name of the person, for gates; follows people_person")
    at_door = models.TextField(db_comment="Door of the household, for gates; follows the household")
    phone = models.TextField(db_comment="Telephone, for gates; follows people_person")
    digest = models.BinaryField(unique=True, db_comment="SHA-256 of the code")
    sealed = models.BinaryField(db_comment="The code under authenticated encryption, to print it")
    tail = models.BinaryField(
        null=True, db_comment="Keyed digest of the identity number's last four; null: none known"
    )
    issued_at = models.DateTimeField(db_comment="When it was drawn, UTC")
    issued_by = models.BigIntegerField(db_comment="accounts_user.id of who drew it")
    ended_at = models.DateTimeField(null=True, db_comment="When it ended, UTC; null: it works")
    left_at = models.DateTimeField(null=True, db_comment=LEFT)

    class Meta:
        db_table = "premises_pass"
        db_table_comment = "Codes by which residents pass; a code says nothing by itself"
        indexes = [
            models.Index(fields=["place"], name="premises_pass_place"),
            models.Index(fields=["door"], name="premises_pass_door"),
            models.Index(fields=["person"], name="premises_pass_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="premises_pass_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("issued_at")),
                name="premises_pass_forward",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Vehicle(models.Model):
    """A resident's vehicle; ending it is the only change, apart from following the person."""

    id = models.BigAutoField(primary_key=True, db_comment="Vehicle")
    person = models.ForeignKey(Person, models.RESTRICT, db_column="person", db_comment="Whose")
    place = models.BigIntegerField(db_comment=HOME)
    door = models.BigIntegerField(db_comment=DOOR)
    at_door = models.TextField(db_comment="Door of the household, for gates; follows the household")
    plate = models.TextField(db_comment="Number plate in capitals, without spaces and dots")
    added_at = models.DateTimeField(db_comment="When it was registered, UTC")
    added_by = models.BigIntegerField(db_comment="accounts_user.id of who registered it")
    ended_at = models.DateTimeField(null=True, db_comment="When it ended, UTC; null: in use")
    left_at = models.DateTimeField(null=True, db_comment=LEFT)

    class Meta:
        db_table = "premises_vehicle"
        db_table_comment = "Vehicles of residents, known by their plates"
        indexes = [
            models.Index(fields=["place"], name="premises_vehicle_place"),
            models.Index(fields=["door"], name="premises_vehicle_door"),
            models.Index(fields=["person"], name="premises_vehicle_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["door", "plate"],
                condition=Q(ended_at__isnull=True),
                name="premises_vehicle_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Passage(models.Model):
    """One line of a gate's register; nothing in it changes, until all of it is deleted."""

    id = models.BigAutoField(primary_key=True, db_comment="Passage")
    uid = models.UUIDField(db_comment="Id given by the device; the same again is the same entry")
    gate = models.ForeignKey(Gate, models.RESTRICT, db_column="gate", db_comment="At which gate")
    place = models.BigIntegerField(db_comment=GATE_PLACE)
    way = models.TextField(db_comment="in, out, or refused: stayed outside")
    person = models.ForeignKey(
        Person, models.RESTRICT, null=True, db_column="person", db_comment="Resident, or null"
    )
    vehicle = models.ForeignKey(
        Vehicle, models.RESTRICT, null=True, db_column="vehicle",
        db_comment="Vehicle of a resident, or null",
    )  # fmt: skip
    visit = models.UUIDField(null=True, db_comment="Visit (premises_visit.uid), or null")
    temperature = models.DecimalField(
        max_digits=3,
        decimal_places=1,
        null=True,
        db_comment="Unit: degrees Celsius; null: not taken",
    )
    occurred_at = models.DateTimeField(db_comment="When it happened, as claimed, UTC")
    received_at = models.DateTimeField(db_comment="When it was received, by our clock, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who registered it")
    corrects = models.UUIDField(null=True, db_comment="uid of the entry it stands in for, or null")
    void = models.BooleanField(db_comment="It only takes back the entry it corrects")

    class Meta:
        db_table = "premises_passage"
        db_table_comment = "Who passed which gate when; append-only, deleted after a pack's days"
        indexes = [
            models.Index(fields=["place", "occurred_at"], name="premises_passage_place_at"),
            models.Index(fields=["gate"], name="premises_passage_gate"),
            models.Index(fields=["person", "occurred_at"], name="premises_passage_person"),
            models.Index(fields=["vehicle"], name="premises_passage_vehicle"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["place", "uid"], name="premises_passage_once"),
            models.UniqueConstraint(
                fields=["place", "corrects"], name="premises_passage_corrected_once"
            ),
            models.CheckConstraint(
                condition=Q(way__in=[way.value for way in Way]), name="premises_passage_way_known"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, vehicle__isnull=True, visit__isnull=True)
                | Q(person__isnull=True, vehicle__isnull=False, visit__isnull=True)
                | Q(person__isnull=True, vehicle__isnull=True, visit__isnull=False),
                name="premises_passage_of_one",
            ),
            models.CheckConstraint(
                condition=Q(void=False) | Q(corrects__isnull=False),
                name="premises_passage_void_corrects",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Visit(models.Model):
    """What a visitor told at the gate, apart from the passages of the visit."""

    id = models.BigAutoField(primary_key=True, db_comment="Visit")
    uid = models.UUIDField(db_comment="Id given by the device")
    place = models.BigIntegerField(db_comment=GATE_PLACE)
    name = models.TextField(db_comment="Name of the visitor")
    phone = models.TextField(db_comment="Telephone, digits only; empty if none was told")
    whom = models.TextField(db_comment="Whom or which door they visit")
    reason = models.TextField(db_comment="Why they come, in their words; empty if not asked")
    plate = models.TextField(db_comment="Plate of their vehicle; empty if on foot")

    class Meta:
        db_table = "premises_visit"
        db_table_comment = "What visitors told at a gate; deleted with their last passage"
        constraints = [
            models.UniqueConstraint(fields=["place", "uid"], name="premises_visit_once"),
            models.CheckConstraint(condition=~Q(name=""), name="premises_visit_named"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Followup(models.Model):
    """What the community did about somebody with fever at a gate."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    place = models.BigIntegerField(db_comment=GATE_PLACE)
    passage = models.UUIDField(db_comment="premises_passage.uid of the entry")
    said = models.TextField(db_comment="What was done, in the words of who did it")
    by = models.BigIntegerField(db_comment="accounts_user.id of who did it")
    at = models.DateTimeField(db_comment="When, UTC")

    class Meta:
        db_table = "premises_followup"
        db_table_comment = "What communities did about fever at a gate; append-only"
        constraints = [
            models.UniqueConstraint(fields=["place", "passage"], name="premises_followup_once"),
        ]

    def __str__(self) -> str:
        return str(self.passage)
