"""The table of limits."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anlin.policy.models.law import Clause, Pack, forward, one_of, unique
from anlin.policy.rules.limits import UNITS


class Limit(models.Model):
    """A named number by one clause; never changed, only ended."""

    id = models.SmallAutoField(primary_key=True, db_comment="row number")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="limits", db_comment="its pack")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="limits", db_comment="source")
    name = models.TextField(db_comment="what the number is of; limits.name")
    since = models.DateField(db_comment="first day in China; terms.from")
    until = models.DateField(null=True, db_comment="first day no longer; null: open; terms.until")
    value = models.DecimalField(
        max_digits=8, decimal_places=2, db_comment="the number, in the unit beside it; terms.value"
    )
    unit = models.TextField(db_comment="celsius, days, hours, ...; limits.unit")
    stricter = models.TextField(db_comment="which of two numbers is the stricter: less or more")
    confidence = models.TextField(db_comment="how well the source is known: document, LAW, ...")

    levels = ArrayField(
        models.TextField(),
        default=list,
        db_default=[],
        db_comment="levels of the county under which it holds; empty: always; limits.when",
    )

    class Meta:
        db_table = "policy_limit"
        db_table_comment = "Numbers that orders set outside of duties"
        constraints = [
            forward("policy_limit_forward"),
            unique("policy_limit_one_from_a_day", "pack", "name", "since"),
            one_of("policy_limit_unit_known", "unit", UNITS),
            one_of("policy_limit_stricter_known", "stricter", ("less", "more")),
        ]

    def __str__(self) -> str:
        return f"{self.name}@{self.since}"
