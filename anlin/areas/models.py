"""Confirmed cases by community, proposals of classes with their facts, and classes in force."""

from django.db import models
from django.db.models import Q

from anlin.areas.rules import CLASSES, Source, Verdict

PLACE = "Community or county (lo), the key of row-level security"
_NAMED = Q(name__in=list(CLASSES))


class Case(models.Model):
    """One confirmed case among a community's residents; who it is is not kept here."""

    id = models.BigAutoField(primary_key=True, db_comment="Confirmed case")
    client_id = models.UUIDField(
        unique=True, db_comment="Made where it was entered: sent twice is once"
    )
    place = models.BigIntegerField(db_comment="Community (lo), the key of row-level security")
    found_on = models.DateField(db_comment="Day on which it was confirmed, in China")
    source = models.TextField(db_comment="known, unknown or imported")
    linked = models.ForeignKey(
        "self", models.RESTRICT, null=True, db_column="linked", related_name="+",
        db_comment="Earlier case of the same small area and chain; null: none",
    )  # fmt: skip
    corrects = models.OneToOneField(
        "self", models.RESTRICT, null=True, db_column="corrects", related_name="corrected",
        db_comment="Entry that this one stands in for; null: none",
    )  # fmt: skip
    void = models.BooleanField(db_comment="It only takes back the entry it corrects")
    matter = models.BigIntegerField(
        null=True,
        db_comment="Number of the institution's case it was confirmed as; null: entered by hand",
    )
    at = models.DateTimeField(db_comment="When it was entered, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who entered it")

    class Meta:
        db_table = "areas_case"
        db_table_comment = "Confirmed cases by community and day, without persons; append-only"
        indexes = [
            models.Index(fields=["place", "found_on"], name="areas_case_place"),
            models.Index(fields=["linked"], name="areas_case_linked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=[each.value for each in Source]), name="areas_case_source"
            ),
            models.CheckConstraint(
                condition=Q(void=False) | Q(corrects__isnull=False), name="areas_case_void"
            ),
            models.UniqueConstraint(fields=["matter"], name="areas_case_matter_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Proposal(models.Model):
    """What the criteria made of an area on a day, put before somebody to decide."""

    id = models.BigAutoField(primary_key=True, db_comment="Proposal")
    place = models.BigIntegerField(db_comment=PLACE)
    level = models.SmallIntegerField(db_comment="3 county, 5 community")
    name = models.TextField(db_comment="Class, such as community_class or county_risk")
    pack = models.TextField(db_comment="policy_pack.name of the criteria")
    clause = models.TextField(db_comment="policy_clause.id of the criteria")
    facts = models.JSONField(db_comment="The facts the table asks for, as they stood then")
    outcome = models.TextField(db_comment="What the table says")
    row = models.TextField(db_comment="Number of the row that decided, or the points")
    since = models.DateField(db_comment="First day on which it is to hold, in China")
    why = models.TextField(db_comment="Why, in the words of who proposed it")
    at = models.DateTimeField(db_comment="When it was proposed, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who proposed it")

    class Meta:
        db_table = "areas_proposal"
        db_table_comment = "Proposed classes of areas with the facts and the row; append-only"
        indexes = [models.Index(fields=["place", "-at"], name="areas_proposal_place")]
        constraints = [models.CheckConstraint(condition=_NAMED, name="areas_proposal_name")]

    def __str__(self) -> str:
        return f"{self.name}:{self.outcome}"


class Decision(models.Model):
    """Somebody with authority approved or rejected a proposal."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    proposal = models.OneToOneField(
        Proposal, models.RESTRICT, db_column="proposal", db_comment="What was decided"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    verdict = models.TextField(db_comment="approved or rejected")
    word = models.TextField(db_comment="Why, in the words of who decided")
    at = models.DateTimeField(db_comment="When, UTC")
    by = models.BigIntegerField(db_comment="accounts_user.id of who decided")

    class Meta:
        db_table = "areas_decision"
        db_table_comment = "Who approved or rejected which proposal; append-only"
        indexes = [models.Index(fields=["place"], name="areas_decision_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=[each.value for each in Verdict]),
                name="areas_decision_verdict",
            )
        ]

    def __str__(self) -> str:
        return self.verdict


class AreaClass(models.Model):
    """A class as published: it holds from its day on, until the next one of that name begins."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    place = models.BigIntegerField(db_comment="Community or county (lo)")
    level = models.SmallIntegerField(db_comment="3 county, 5 community")
    name = models.TextField(db_comment="Class, such as community_class or county_risk")
    outcome = models.TextField(db_comment="What the area is, such as low or transmission")
    zh = models.TextField(db_comment="The same in Chinese words of the criteria")
    en = models.TextField(db_comment="The same in English words of the criteria")
    clause = models.TextField(db_comment="policy_clause.id of the criteria")
    row = models.TextField(db_comment="Number of the row that decided")
    since = models.DateField(db_comment="First day on which it holds, in China")
    published_at = models.DateTimeField(db_comment="When it was approved and published, UTC")

    class Meta:
        db_table = "areas_class"
        db_table_comment = "Published classes of areas, for everybody to read; append-only"
        indexes = [models.Index(fields=["name", "place", "since"], name="areas_class_of")]
        constraints = [models.CheckConstraint(condition=_NAMED, name="areas_class_name")]

    def __str__(self) -> str:
        return f"{self.name}:{self.outcome}"
