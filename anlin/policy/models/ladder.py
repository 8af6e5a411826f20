"""The table of ladders."""

from django.db import models
from django.db.models import Q

from anlin.policy.models.law import Clause, Pack, forward, unique


class Ladder(models.Model):
    """Who is told of a lapse after how long, by one clause; never changed, only ended."""

    id = models.SmallAutoField(primary_key=True, db_comment="row number")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="ladders", db_comment="its pack")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="ladders", db_comment="source")
    since = models.DateField(db_comment="first day in China; terms.from")
    until = models.DateField(null=True, db_comment="first day no longer; null: open; terms.until")
    rungs = models.JSONField(
        db_comment="[level 0 nation to 5 community, seconds after the lapse, seconds one holds]"
    )
    cap = models.SmallIntegerField(db_comment="most lapses a leader's place is told singly a day")
    quiet_from = models.TimeField(null=True, db_comment="clock in China; null: no quiet hours")
    quiet_until = models.TimeField(null=True, db_comment="clock in China; null: no quiet hours")
    confidence = models.TextField(db_comment="how well the source is known: document, LAW, ...")

    class Meta:
        db_table = "policy_ladder"
        db_table_comment = "Which level is told of a lapse after how long"
        constraints = [
            forward("policy_ladder_forward"),
            unique("policy_ladder_one_from_a_day", "pack", "since"),
            models.CheckConstraint(condition=Q(cap__gte=1), name="policy_ladder_cap"),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="policy_ladder_quiet_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id}@{self.since}"
