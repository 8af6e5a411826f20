"""Open or closed: proposals with their sheet, decisions, hardship cases, visitors."""

from django.db import models
from django.db.models import Q

from anlin.institutions.models.house import PLACE, Institution
from anlin.institutions.rules.regime import Regime, Way
from anlin.people.models import Person

BY = "accounts_user.id of who did so"


class Proposal(models.Model):
    """Somebody proposes to open or close an institution; deciding on it is the only change."""

    id = models.BigAutoField(primary_key=True, db_comment="Proposal")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="Which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    regime = models.TextField(
        db_comment="open (by the guideline), closed, or site: run as an isolation site"
    )
    since = models.DateTimeField(db_comment="From when on it shall hold, UTC")
    review_on = models.DateField(db_comment="Day on which it is looked at anew, in China")
    sheet = models.JSONField(
        db_comment="Assessment as of then: what was known of the county, the house, beds and staff"
    )
    suggested = models.TextField(
        db_comment="What the table in force said: open, closed or unclear; empty: no table"
    )
    clause = models.TextField(db_comment="policy_clause.id it is based on")
    row = models.TextField(default="", db_comment="Row of the table that decided; empty: none")
    why = models.TextField(db_comment="Why, in the words of who proposes")
    at = models.DateTimeField(db_comment="When it was proposed, UTC")
    by = models.BigIntegerField(db_comment=BY)
    approved = models.BooleanField(null=True, db_comment="Whether it was approved; null: waits")
    word = models.TextField(default="", db_comment="In the words of who decided")
    decided_at = models.DateTimeField(null=True, db_comment="When it was decided, UTC")
    decided_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who decided")

    class Meta:
        db_table = "institutions_regime"
        db_table_comment = "Opening and closing of institutions: proposed, then decided once"
        indexes = [models.Index(fields=["place", "since"], name="institutions_regime_place")]
        constraints = [
            models.CheckConstraint(
                name="institutions_regime_known",
                condition=Q(regime__in=[each.value for each in Regime]),
            ),
            models.CheckConstraint(
                name="institutions_regime_decided",
                condition=Q(approved__isnull=True, decided_at__isnull=True)
                | Q(approved__isnull=False, decided_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["institution"],
                condition=Q(approved__isnull=True),
                name="institutions_regime_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.regime


class Hardship(models.Model):
    """An exception is asked for while an institution is closed; deciding is the only change."""

    id = models.BigAutoField(primary_key=True, db_comment="Hardship case")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="Which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    way = models.TextField(db_comment="visit, enter, leave or admit")
    who = models.TextField(db_comment="Whom it is for, in words")
    why = models.TextField(db_comment="Why, in the words of who asks")
    since = models.DateField(db_comment="First day for which it is asked")
    until = models.DateField(db_comment="First day on which it no longer holds")
    at = models.DateTimeField(db_comment="When it was asked, UTC")
    by = models.BigIntegerField(db_comment=BY)
    granted = models.BooleanField(null=True, db_comment="Whether it was granted; null: waits")
    word = models.TextField(default="", db_comment="In the words of who decided")
    decided_at = models.DateTimeField(null=True, db_comment="When it was decided, UTC")
    decided_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who decided")

    class Meta:
        db_table = "institutions_hardship"
        db_table_comment = "Exceptions while an institution is closed: asked for, then decided once"
        indexes = [models.Index(fields=["place"], name="institutions_hardship_place")]
        constraints = [
            models.CheckConstraint(
                name="institutions_hardship_way",
                condition=Q(way__in=[each.value for each in Way]),
            ),
            models.CheckConstraint(
                name="institutions_hardship_forward", condition=Q(until__gt=models.F("since"))
            ),
        ]

    def __str__(self) -> str:
        return self.way


class Visit(models.Model):
    """A visitor came to somebody's, or was turned away; going is the only change."""

    id = models.BigAutoField(primary_key=True, db_comment="Visit")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="Which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    person = models.ForeignKey(
        Person, models.RESTRICT, db_column="person", db_comment="Whom they visit"
    )
    name = models.TextField(db_comment="Name of the visitor")
    phone = models.TextField(default="", db_comment="Telephone, digits only; empty if none")
    temperature = models.DecimalField(
        max_digits=3,
        decimal_places=1,
        null=True,
        db_comment="Unit: degrees Celsius; null: not taken",
    )
    tested_at = models.DateTimeField(null=True, db_comment="Time of the negative test, UTC")
    hardship = models.ForeignKey(
        Hardship, models.RESTRICT, null=True, db_column="hardship",
        db_comment="The exception under which they came; null: none",
    )  # fmt: skip
    refused = models.JSONField(
        default=list, db_comment="Clauses by which they were turned away; empty: let in"
    )
    came_at = models.DateTimeField(db_comment="When they came, UTC")
    went_at = models.DateTimeField(null=True, db_comment="When they went, UTC; null: inside")
    by = models.BigIntegerField(db_comment=BY)

    class Meta:
        db_table = "institutions_visit"
        db_table_comment = "Visitors of institutions, also those turned away"
        indexes = [
            models.Index(fields=["place", "came_at"], name="institutions_visit_place"),
            models.Index(fields=["person"], name="institutions_visit_person"),
        ]
        constraints = [
            models.CheckConstraint(name="institutions_visit_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return str(self.pk)
