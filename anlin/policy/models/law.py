"""Released law: packs, orders, clauses, measures, terms and classes; and where it is in force.

It comes from `packs/` by `actions.release`, or from a place's own draft by
`actions.release_draft`, and is never removed.
"""

from collections.abc import Sequence

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from anlin.policy.rules import CAPABILITIES, Capability, DayZero, Kind

STATES = ("carried", "not yet", "by capability")


class Days(Func):
    """The half-open range of days of two columns."""

    function = "daterange"
    output_field = DateRangeField()


def forward(name: str) -> models.CheckConstraint:
    """Return the constraint that a period ends after it begins."""
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(until__gt=F("since")), name=name
    )


def one_of(name: str, column: str, allowed: Sequence[str]) -> models.CheckConstraint:
    """Return the constraint that a column holds one of a few words."""
    return models.CheckConstraint(condition=Q(**{f"{column}__in": list(allowed)}), name=name)


def unique(name: str, *columns: str) -> models.UniqueConstraint:
    """Return the constraint that these columns together stand once."""
    return models.UniqueConstraint(fields=list(columns), name=name)


class Pack(models.Model):
    """A set of orders released together, as of its newest release."""

    id = models.AutoField(primary_key=True, db_comment="row number")
    name = models.TextField(unique=True, db_collation="C", db_comment="its folder; pack.yaml name")
    title_zh = models.TextField(db_comment="title in Chinese; pack.yaml title")
    title_en = models.TextField(db_comment="title in English; pack.yaml title")
    issuer_zh = models.TextField(db_comment="who issued it, in Chinese; pack.yaml issuer")
    issuer_en = models.TextField(db_comment="who issued it, in English; pack.yaml issuer")
    jurisdiction = models.TextField(db_collation="C", db_comment="place it is made for; pack.yaml")
    regime = models.TextField(db_comment="class-a-2020, class-b-2023 or routine; pack.yaml regime")
    status = models.TextField(db_comment="active, draft or demonstration; pack.yaml")
    since = models.DateField(db_comment="first day in force; pack.yaml in_force.from")
    until = models.DateField(null=True, db_comment="first day no more; null: open; pack.yaml")
    checked_on = models.DateField(db_comment="day somebody last read the source; pack.yaml checked")
    above = ArrayField(models.TextField(), db_comment="packs it may tighten; pack.yaml")
    lo = models.BigIntegerField(
        null=True, db_index=True, db_comment="first padded code of its own place; null: packs/"
    )
    hi = models.BigIntegerField(
        null=True, db_comment="first padded code after that place; null: packs/"
    )

    class Meta:
        db_table = "policy_pack"
        db_table_comment = "Sets of orders released together"
        constraints = [
            forward("policy_pack_forward"),
            one_of("policy_pack_status_known", "status", ["active", "draft", "demonstration"]),
        ]

    def __str__(self) -> str:
        return self.name


class Release(models.Model):
    """One version of a pack as it was released; append-only."""

    id = models.AutoField(primary_key=True, db_comment="row number")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="releases", db_comment="which pack")
    version = models.IntegerField(db_comment="version; pack.yaml version")
    hash = models.TextField(db_comment="SHA-256 over the pack's canonical content; packs/lock.yaml")
    released_at = models.DateTimeField(db_comment="when it was loaded here")

    class Meta:
        db_table = "policy_release"
        db_table_comment = "Versions of packs, by hash"
        constraints = [unique("policy_release_one_each", "pack", "version")]

    def __str__(self) -> str:
        return f"{self.pack_id}/{self.version}"


class Order(models.Model):
    """A document with issuer, number and date."""

    id = models.TextField(primary_key=True, db_collation="C", db_comment="file in orders/")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="orders", db_comment="its pack")
    document = models.TextField(db_comment="letters that begin its clauses' ids")
    title_zh = models.TextField(db_comment="title in Chinese")
    title_en = models.TextField(db_comment="title in English")
    issuer_zh = models.TextField(db_comment="issuer in Chinese")
    issuer_en = models.TextField(db_comment="issuer in English")
    number = models.TextField(db_comment="official number; empty if it has none")
    issued_on = models.DateField(db_comment="date of the document")
    jurisdiction = models.TextField(db_collation="C", db_comment="code of the place it speaks for")
    confidence = models.TextField(db_comment="how the text is known: document, LAW, WEB, OWN")

    class Meta:
        db_table = "policy_order"
        db_table_comment = "Documents that packs carry"

    def __str__(self) -> str:
        return self.id


class Clause(models.Model):
    """A numbered place in an order, in our own words."""

    id = models.TextField(primary_key=True, db_collation="C", db_comment="document and number: E-8")
    order = models.ForeignKey(Order, models.PROTECT, related_name="clauses", db_comment="its order")
    number = models.SmallIntegerField(db_comment="position within the order, from 1")
    kind = models.TextField(db_comment="what it asks for: cadence, deadline, gate, ...")
    capability = models.TextField(db_comment="row of the product's mission that carries it: M07")
    where = models.TextField(db_comment="place in the source document")
    zh = models.TextField(db_comment="what it says, in Chinese, our own words")
    en = models.TextField(db_comment="what it says, in English, our own words")
    state = models.TextField(db_comment="carried (by measures), not yet, or by capability")
    grants_of = models.TextField(
        default="", db_collation="C", db_comment="measure that places may loosen; empty: none"
    )
    grants = ArrayField(
        models.TextField(), default=list, db_comment="parameters in which places may loosen it"
    )

    class Meta:
        db_table = "policy_clause"
        db_table_comment = "Numbered places in orders"
        constraints = [
            one_of("policy_clause_state_known", "state", STATES),
            unique("policy_clause_one_each", "order", "number"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def served_by(self) -> Capability:
        """The part of the product that the clause is about."""
        return CAPABILITIES[self.capability]


class Measure(models.Model):
    """What is asked, of whom, about whom, and what settles it."""

    id = models.SmallAutoField(primary_key=True, db_comment="row number; other rooms point to it")
    code = models.TextField(unique=True, db_collation="C", db_comment="file in measures/")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="measures", db_comment="its pack")
    kind = models.TextField(db_comment="cadence, deadline or class")
    zh = models.TextField(db_comment="what is asked, one sentence in Chinese")
    en = models.TextField(db_comment="what is asked, one sentence in English")
    population = models.TextField(db_comment="name of the population concerned")
    class_name = models.TextField(db_comment="class that narrows the population; empty: none")
    outcomes = ArrayField(models.TextField(), db_comment="outcomes concerned; empty: all")
    owed_by = models.TextField(db_comment="role that owes it")
    evidence = ArrayField(models.TextField(), db_comment="kinds of evidence that count")
    minutes = models.SmallIntegerField(db_comment="minutes of work for one act; minutes_basis")
    minutes_basis = models.TextField(db_comment="where the minutes come from")
    stricter = models.JSONField(db_comment="which way a local pack may move each parameter")
    clauses = models.ManyToManyField(Clause, through="Carries", related_name="measures")

    class Meta:
        db_table = "policy_measure"
        db_table_comment = "What clauses ask, in a form that can be held"
        constraints = [one_of("policy_measure_kind_known", "kind", [str(kind) for kind in Kind])]

    def __str__(self) -> str:
        return self.code


class Carries(models.Model):
    """A measure carries a clause."""

    id = models.AutoField(primary_key=True, db_comment="row number")
    measure = models.ForeignKey(Measure, models.PROTECT, db_comment="the measure")
    clause = models.ForeignKey(Clause, models.PROTECT, db_comment="the clause")

    class Meta:
        db_table = "policy_carries"
        db_table_comment = "Which measure carries which clause"
        constraints = [unique("policy_carries_once", "measure", "clause")]

    def __str__(self) -> str:
        return f"{self.measure_id}:{self.clause_id}"


class Term(models.Model):
    """What one clause demands from one day until another; never changed, only ended."""

    id = models.AutoField(primary_key=True, db_comment="row number")
    pack = models.ForeignKey(
        Pack, models.PROTECT, related_name="terms", db_comment="measure's own or local"
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="terms", db_comment="its measure"
    )
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="terms", db_comment="source")
    since = models.DateField(db_comment="first day in China; terms.from")
    until = models.DateField(null=True, db_comment="first day no longer; null: open; terms.until")
    needs = models.SmallIntegerField(db_comment="acts asked for in one window")
    every = models.SmallIntegerField(null=True, db_comment="days of a period; null: no period")
    slots = models.JSONField(db_comment="[opens, closes] in seconds of the period")
    grace = models.DurationField(db_comment="from closing to lapsing; terms.lapses_after")
    spacing = models.DurationField(db_comment="at least between two acts that count")
    within = models.DurationField(null=True, db_comment="from the event; null: no deadline")
    lasts = models.SmallIntegerField(
        null=True, db_comment="number of the last day, by day0_rule; null: while concerned"
    )
    day0_rule = models.TextField(
        default=DayZero.EVENT,
        db_default=DayZero.EVENT,
        db_comment="the day of the event is day 0 (event-day) or day 1 (event-day-is-1)",
    )
    grant = models.ForeignKey(
        Clause, models.PROTECT, null=True, related_name="+", db_comment="clause that lets it loosen"
    )
    confidence = models.TextField(db_comment="how well the source is known: document, LAW, ...")

    class Meta:
        db_table = "policy_term"
        db_table_comment = "Values of measures from a day until a day"
        constraints = [
            forward("policy_term_forward"),
            unique("policy_term_one_from_a_day", "pack", "measure", "since"),
            models.CheckConstraint(condition=Q(needs__gte=1), name="policy_term_needs"),
            models.CheckConstraint(
                condition=Q(lasts__isnull=True) | Q(lasts__gte=1), name="policy_term_lasts"
            ),
            one_of("policy_term_day0_rule_known", "day0_rule", list(DayZero)),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}@{self.since}"


class Adoption(models.Model):
    """A pack is in force at a place from a day until a day."""

    id = models.AutoField(primary_key=True, db_comment="row number")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="adoptions", db_comment="the pack")
    place = models.TextField(db_collation="C", db_comment="code of the place it holds in")
    lo = models.BigIntegerField(db_index=True, db_comment="first padded code of the place")
    hi = models.BigIntegerField(db_comment="first padded code after the place")
    since = models.DateField(db_comment="first day it holds")
    until = models.DateField(null=True, db_comment="first day it no longer holds; null: open")
    adopted_by = models.BigIntegerField(
        null=True, db_comment="accounts_user.id; null: the pack says so"
    )
    adopted_at = models.DateTimeField(db_comment="when it was adopted here")
    reason = models.TextField(db_comment="why, in the words of who adopted it")
    knowingly = models.BooleanField(db_comment="adopted as a draft, knowing that it is one")

    class Meta:
        db_table = "policy_adoption"
        db_table_comment = "Which pack holds where, from when until when"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="policy_adoption_forward",
            ),
            models.CheckConstraint(condition=Q(lo__lt=F("hi")), name="policy_adoption_range"),
            ExclusionConstraint(
                name="policy_adoption_once_a_day",
                expressions=[
                    ("pack", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    (Days("since", "until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id}@{self.place}"
