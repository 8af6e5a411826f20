"""Who is under home observation, since which event, and what ended it early."""

from django.db import models
from django.db.models import F, Q

from anlin.cases.rules import Ending, Reason
from anlin.people.models import Person


class Observation(models.Model):
    """One person observed at home because of one event; when it is over follows from the law."""

    id = models.BigAutoField(primary_key=True, db_comment="Observation of one person")
    person = models.ForeignKey(
        Person, models.RESTRICT, db_column="person", db_comment="Who is observed"
    )
    place = models.BigIntegerField(
        db_comment="Place: lo of the building or natural village, the key of row-level security"
    )
    begun_on = models.DateField(db_comment="Day of the event, in China: day 0")
    reason = models.TextField(db_comment="Event: returned, contact, family (of a case) or other")
    opened_at = models.DateTimeField(db_comment="When it was opened, UTC; nothing is owed before")
    opened_by = models.BigIntegerField(db_comment="accounts_user.id of who opened it")
    ended_at = models.DateTimeField(
        null=True, db_comment="When it was ended early, UTC; null: it runs as long as the law says"
    )
    ended_by = models.BigIntegerField(
        null=True, db_comment="accounts_user.id of who ended it early"
    )
    ending = models.TextField(
        default="", db_comment="Why: hospital, moved, mistake, renewed or other; empty: not ended"
    )

    class Meta:
        db_table = "cases_observation"
        db_table_comment = "Who is under home observation; ending is the only change"
        indexes = [models.Index(fields=["place"], name="cases_observation_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="cases_observation_one_at_a_time",
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
