"""Warnings of rounds with what came of them, and tests: batches, samples, results; append-only."""

from django.db import models
from django.db.models import Q

from anlin.institutions.models.house import BY, PLACE, Institution, one_of
from anlin.institutions.models.people import Post
from anlin.institutions.rules import Level, Method, Outcome, Result, Route, Whom
from anlin.people.models import Person

SCOPE = "Place: lo of the institution's dedicated grid, the key of row-level security"


class Warning(models.Model):
    """What the law in force made of one reading of a round; what came of it are its steps."""

    id = models.BigAutoField(primary_key=True, db_comment="Warning")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="In which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    home = models.BigIntegerField(db_comment="Place (lo) of the building the person lives in")
    person = models.ForeignKey(
        Person, models.RESTRICT, db_column="person", db_comment="Whom it is about"
    )
    reading = models.UUIDField(
        db_comment="records_submission.client_id of the reading; the same reading warns once"
    )
    level = models.TextField(db_comment="warning, or emergency: it cannot wait")
    found = models.JSONField(
        db_comment="What decided: tables with clause, row and outcome; changes from the baseline"
    )
    occurred_at = models.DateTimeField(db_comment="When it was measured, as claimed, UTC")
    raised_at = models.DateTimeField(db_comment="When the reading was received and judged, UTC")

    class Meta:
        db_table = "institutions_warning"
        db_table_comment = "Warnings raised from rounds; append-only"
        indexes = [models.Index(fields=["place", "raised_at"], name="institutions_warning_place")]
        constraints = [
            one_of("institutions_warning_level", "level", Level),
            models.UniqueConstraint(fields=["person", "reading"], name="institutions_warning_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Step(models.Model):
    """Somebody took a warning over, or said what came of it; each once."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    warning = models.ForeignKey(
        Warning, models.RESTRICT, db_column="warning", related_name="steps",
        db_comment="Which warning",
    )  # fmt: skip
    place = models.BigIntegerField(db_comment=SCOPE)
    outcome = models.TextField(
        default="",
        db_comment="Empty: taken over; else what came of it: false_alarm, watched, treated, "
        "suspected, hospital, died",
    )
    note = models.TextField(default="", db_comment="In the words of who did it")
    at = models.DateTimeField(db_comment="When, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who did it")

    class Meta:
        db_table = "institutions_step"
        db_table_comment = "Taking over and outcome of warnings; append-only"
        indexes = [models.Index(fields=["place"], name="institutions_step_place")]
        constraints = [
            one_of("institutions_step_outcome", "outcome", ["", *Outcome]),
            models.UniqueConstraint(
                fields=["warning"], condition=Q(outcome=""), name="institutions_step_taken_once"
            ),
            models.UniqueConstraint(
                fields=["warning"], condition=~Q(outcome=""), name="institutions_step_closed_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Batch(models.Model):
    """Samples that were taken together and go one way."""

    id = models.BigAutoField(primary_key=True, db_comment="Batch of samples")
    client_id = models.UUIDField(unique=True, db_comment="Made by whoever sent it")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="In which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    method = models.TextField(db_comment="antigen (read on the spot) or laboratory")
    whom = models.TextField(db_comment="residents or staff")
    laboratory = models.TextField(default="", db_comment="Where samples go; empty for antigen")
    taken_at = models.DateTimeField(db_comment="When the samples were taken, as claimed, UTC")
    at = models.DateTimeField(db_comment="When it was registered, UTC")
    by = models.BigIntegerField(null=True, db_comment=BY)

    class Meta:
        db_table = "institutions_batch"
        db_table_comment = "Batches of tests of residents or staff"
        indexes = [models.Index(fields=["place", "taken_at"], name="institutions_batch_place")]
        constraints = [
            one_of("institutions_batch_method", "method", Method),
            one_of("institutions_batch_whom", "whom", Whom),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Sample(models.Model):
    """One person of a batch: sampled, or why not."""

    id = models.BigAutoField(primary_key=True, db_comment="Sample")
    batch = models.ForeignKey(
        Batch, models.RESTRICT, db_column="batch", related_name="samples",
        db_comment="Of which batch",
    )  # fmt: skip
    place = models.BigIntegerField(db_comment=SCOPE)
    person = models.ForeignKey(
        Person, models.RESTRICT, null=True, db_column="person", db_comment="Resident, or null"
    )
    post = models.ForeignKey(
        Post, models.RESTRICT, null=True, db_column="post", db_comment="Member of staff, or null"
    )
    code = models.TextField(db_comment="Code on the tube or the card; unique within the batch")
    missing = models.TextField(
        default="", db_comment="Why no sample was taken: away, refused, ill, other; empty: taken"
    )

    class Meta:
        db_table = "institutions_sample"
        db_table_comment = "Who was sampled in which batch; append-only"
        indexes = [models.Index(fields=["place"], name="institutions_sample_place")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "code"], name="institutions_sample_one_code"),
            models.CheckConstraint(
                name="institutions_sample_of_one",
                condition=Q(person__isnull=False, post__isnull=True)
                | Q(person__isnull=True, post__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Finding(models.Model):
    """The result of a sample; a later one that corrects it points at it."""

    id = models.BigAutoField(primary_key=True, db_comment="Result")
    sample = models.ForeignKey(
        Sample, models.RESTRICT, db_column="sample", related_name="findings",
        db_comment="Of which sample",
    )  # fmt: skip
    place = models.BigIntegerField(db_comment=SCOPE)
    result = models.TextField(db_comment="negative, positive or invalid")
    found_at = models.DateTimeField(db_comment="When it was found, as claimed, UTC")
    at = models.DateTimeField(db_comment="When it was registered, UTC")
    by = models.BigIntegerField(null=True, db_comment=BY)
    route = models.TextField(db_comment="By which way: hand or import")
    corrects = models.OneToOneField(
        "self",
        models.RESTRICT,
        null=True,
        db_column="corrects",
        related_name="corrected_by",
        db_comment="The result that no longer counts because of this one",
    )

    class Meta:
        db_table = "institutions_result"
        db_table_comment = "Results of tests; append-only"
        indexes = [models.Index(fields=["place", "at"], name="institutions_result_place")]
        constraints = [
            one_of("institutions_result_known", "result", Result),
            one_of("institutions_result_route", "route", Route),
            models.UniqueConstraint(
                fields=["sample"],
                condition=Q(corrects__isnull=True),
                name="institutions_result_one_first",
            ),
        ]

    def __str__(self) -> str:
        return self.result
