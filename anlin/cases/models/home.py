"""Who is at home for the epidemic's sake, since which event, and what ended it."""

from django.db import models
from django.db.models import F, Q

from anlin.cases.rules import Ending, Kind, Reason
from anlin.people.models import Person

PLACE = "Place: lo of the building or natural village, the key of row-level security"


class Observation(models.Model):
    """One person at home because of one event; when observation is over follows from the law."""

    id = models.BigAutoField(primary_key=True, db_comment="Observation of one person")
    person = models.ForeignKey(
        Person, models.RESTRICT, db_column="person", db_comment="Who is observed"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    kind = models.TextField(
        default=Kind.OBSERVATION,
        db_default=Kind.OBSERVATION,
        db_comment="observation, treatment (at home) or follow_up (after recovery)",
    )
    begun_on = models.DateField(db_comment="Day of the event, in China")
    reason = models.TextField(
        db_comment="Event: returned, contact, family (of a case), other; case; recovered, cleared"
    )
    opened_at = models.DateTimeField(db_comment="When it was opened, UTC; nothing is owed before")
    opened_by = models.BigIntegerField(db_comment="accounts_user.id of who opened it")
    reopens = models.OneToOneField(
        "self",
        models.RESTRICT,
        null=True,
        db_column="reopens",
        related_name="reopened_by",
        db_comment="The observation, released before, that goes on in this one",
    )
    ended_at = models.DateTimeField(
        null=True, db_comment="When somebody ended it, UTC; null: it runs as long as the law says"
    )
    ended_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who ended it")
    ending = models.TextField(
        default="",
        db_comment="Why: completed, hospital, died, moved, clause, mistake, recovered or renewed",
    )

    class Meta:
        db_table = "cases_observation"
        db_table_comment = "Who is at home under observation, treatment or follow-up; only ended"
        indexes = [models.Index(fields=["place"], name="cases_observation_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="cases_observation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="cases_observation_kind"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=[reason.value for reason in Reason]),
                name="cases_observation_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ending="")
                | Q(
                    ended_at__gte=F("opened_at"),
                    ended_by__isnull=False,
                    ending__in=[ending.value for ending in Ending],
                ),
                name="cases_observation_ending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.begun_on}"


class Extension(models.Model):
    """More days of one observation, with the reason; append-only."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    observation = models.ForeignKey(
        Observation, models.RESTRICT, db_column="observation", db_comment="Which observation"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    days = models.SmallIntegerField(db_comment="Days added")
    reason = models.TextField(db_comment="Why, in the words of who added them")
    at = models.DateTimeField(db_comment="When, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who added them")

    class Meta:
        db_table = "cases_extension"
        db_table_comment = "Days added to observations; append-only"
        indexes = [models.Index(fields=["place"], name="cases_extension_place")]
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1), name="cases_extension_days")
        ]

    def __str__(self) -> str:
        return f"{self.observation_id}+{self.days}"


class Certificate(models.Model):
    """What stands on a paper that says somebody completed home observation."""

    id = models.BigAutoField(primary_key=True, db_comment="Number on the paper")
    observation = models.OneToOneField(
        Observation, models.RESTRICT, db_column="observation", db_comment="What was completed"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    name = models.TextField(db_comment="Name as on the paper")
    community = models.TextField(db_comment="Who issued it: street and community, as on the paper")
    begun_on = models.DateField(db_comment="Day of the event, as on the paper")
    last_on = models.DateField(db_comment="Last day of observation, as on the paper")
    clause = models.TextField(db_comment="Clause that says how long, as on the paper")
    issued_at = models.DateTimeField(db_comment="When it was issued, UTC")
    issued_by = models.BigIntegerField(db_comment="accounts_user.id of who issued it")
    digest = models.BinaryField(
        unique=True, db_comment="Keyed digest of its code, by which the public page finds it"
    )
    revoked_at = models.DateTimeField(null=True, db_comment="When it was revoked, UTC; null: valid")
    revoked_by = models.BigIntegerField(
        null=True, db_comment="accounts_user.id of who revoked it, by reopening the observation"
    )

    class Meta:
        db_table = "cases_certificate"
        db_table_comment = "Certificates of completed home observation; revoking is the only change"
        indexes = [models.Index(fields=["place"], name="cases_certificate_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__gte=F("issued_at"), revoked_by__isnull=False),
                name="cases_certificate_revoked",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Link(models.Model):
    """A resident's own way in: one page, for that person only, until it ends."""

    id = models.BigAutoField(primary_key=True, db_comment="Number; entries by it stand below zero")
    observation = models.ForeignKey(
        Observation, models.RESTRICT, db_column="observation", db_comment="What is reported about"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    digest = models.BinaryField(unique=True, db_comment="Keyed digest of the link's secret")
    made_at = models.DateTimeField(db_comment="When it was made, UTC")
    made_by = models.BigIntegerField(db_comment="accounts_user.id of who made it")
    until = models.DateTimeField(db_comment="First moment at which it no longer works, UTC")
    ended_at = models.DateTimeField(null=True, db_comment="When somebody ended it; null: nobody")

    class Meta:
        db_table = "cases_link"
        db_table_comment = (
            "Links by which residents report about themselves; ending is the only change"
        )
        indexes = [models.Index(fields=["place"], name="cases_link_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["observation"],
                condition=Q(ended_at__isnull=True),
                name="cases_link_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
