"""Needs as they were raised, what was done about each, and the words of both, apart."""

from django.db import models
from django.db.models import Q

from anlin.dispatch.rules import NeedKind, What
from anlin.people.models import Person

PLACE = "Where: lo of a building, grid, community or place above it, the key of row-level security"


class Need(models.Model):
    """Somebody needs something; what becomes of it are its steps."""

    id = models.BigAutoField(primary_key=True, db_comment="Need")
    client_id = models.UUIDField(
        unique=True, db_comment="Made where it was entered: sent twice is once"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    kind = models.TextField(
        db_comment="medicine, care, daily, psychological, staff, transport, supplies, "
        "laboratory or other"
    )
    personal = models.BooleanField(db_comment="It is a resident's, not that of the place itself")
    level = models.SmallIntegerField(
        db_comment="Level that was asked first: 5 community to 0 nation, by the order of that day"
    )
    at = models.DateTimeField(db_comment="When it was raised, UTC")
    by = models.BigIntegerField(
        db_comment="accounts_user.id of who raised it; below 0: the resident, by that link"
    )

    class Meta:
        db_table = "dispatch_need"
        db_table_comment = "Needs and difficulties; only where a resident lives changes"
        indexes = [
            models.Index(fields=["place", "at"], name="dispatch_need_place"),
            models.Index(fields=["at"], name="dispatch_need_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in NeedKind]), name="dispatch_need_kind"
            ),
            models.CheckConstraint(
                condition=Q(level__gte=0, level__lte=5), name="dispatch_need_level"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Step(models.Model):
    """Something that was done about a need."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    need = models.ForeignKey(Need, models.RESTRICT, db_column="need", db_comment="About which")
    place = models.BigIntegerField(db_comment=PLACE)
    what = models.TextField(db_comment="answered, passed, settled, merged or reopened")
    level = models.SmallIntegerField(
        null=True, db_comment="passed: the level it was passed to; else null"
    )
    other = models.ForeignKey(
        Need, models.RESTRICT, null=True, db_column="other", related_name="merged",
        db_comment="merged: the need that stands for it; else null",
    )  # fmt: skip
    at = models.DateTimeField(db_comment="When, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who did it")
    from_place = models.BigIntegerField(db_comment="lo of the place they work at")

    class Meta:
        db_table = "dispatch_step"
        db_table_comment = "What was done about needs; append-only"
        indexes = [
            models.Index(fields=["need", "at"], name="dispatch_step_need"),
            models.Index(fields=["other"], name="dispatch_step_other"),
            models.Index(fields=["place", "at"], name="dispatch_step_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=[what.value for what in What]), name="dispatch_step_what"
            ),
            models.CheckConstraint(
                condition=Q(what="passed", level__isnull=False)
                | (~Q(what="passed") & Q(level__isnull=True)),
                name="dispatch_step_passed_to",
            ),
            models.CheckConstraint(
                condition=Q(what="merged", other__isnull=False)
                | (~Q(what="merged") & Q(other__isnull=True)),
                name="dispatch_step_merged_into",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}:{self.need_id}"


class Word(models.Model):
    """What was said: with a need, or with a step. A resident's is for who may see persons."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    need = models.ForeignKey(Need, models.RESTRICT, db_column="need", db_comment="About which")
    step = models.OneToOneField(
        Step, models.RESTRICT, null=True, db_column="step", db_comment="Said with it; null: raised"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    person = models.ForeignKey(
        Person, models.RESTRICT, null=True, db_column="person",
        db_comment="Whose need it is; null: the place's own",
    )  # fmt: skip
    text = models.TextField(db_comment="In the words of who raised it or did something")

    class Meta:
        db_table = "dispatch_word"
        db_table_comment = "Words of needs and steps; append-only"
        indexes = [
            models.Index(fields=["need"], name="dispatch_word_need"),
            models.Index(fields=["person"], name="dispatch_word_person"),
            models.Index(fields=["place"], name="dispatch_word_place"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(step__isnull=True), name="dispatch_word_raised_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
