"""What the heart keeps: windows, standing obligations, exceptions, lapses and cached counts.

A duty's status is stored nowhere; `duties_of` in the database derives it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Window(models.Model):
    """When a measure is owed on a day at places in [lo, hi): a few dozen rows a day."""

    measure_id = models.IntegerField(db_comment="policy_measure.id: what is owed")
    opens = models.DateTimeField(db_comment="acts count from here, UTC")
    closes = models.DateTimeField(db_comment="acts are in time before here, UTC")
    lapses = models.DateTimeField(db_comment="unsettled is missed from here, UTC")
    late_until = models.DateTimeField(db_comment="late acts count before here, UTC")
    lo = models.BigIntegerField(db_comment="first place number of the range")
    hi = models.BigIntegerField(db_comment="first place number after the range")
    needs = models.SmallIntegerField(db_comment="how many acts settle it")
    spacing = models.DurationField(db_comment="least time between two acts that both count")
    own = models.BooleanField(db_comment="each obligation times it: standing, or a deadline")
    within = models.DurationField(null=True, db_comment="deadline: from the event; else null")
    grace = models.DurationField(db_comment="deadline: from closing to lapsing")
    dense = models.BooleanField(
        db_comment="all subjects share its times: counted by whole communities"
    )
    kinds = ArrayField(
        models.SmallIntegerField(), db_comment="records.rules.EvidenceKind numbers that count"
    )
    order = models.TextField(db_comment="the order whose term this is")
    clause = models.TextField(db_comment="the clause whose term this is")
    begun_from = models.DateTimeField(
        null=True, db_comment="owed only by whose matter began here or later, UTC; null: by all"
    )

    class Meta:
        db_table = "duties_window"
        db_table_comment = "When a measure is owed, by range of places; one row serves all subjects"
        constraints = (
            models.UniqueConstraint(
                fields=("measure_id", "opens", "lo"), name="duties_window_once_per_range"
            ),
            models.CheckConstraint(condition=Q(lo__lt=F("hi")), name="duties_window_range"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")) & Q(closes__lte=F("lapses")),
                name="duties_window_in_order",
            ),
        )
        indexes = (models.Index(fields=("late_until", "opens"), name="duties_window_current"),)

    def __str__(self) -> str:
        return f"{self.measure_id}@{self.opens}"

    @property
    def standing(self) -> bool:
        """Whether it stays open until it is met."""
        return self.own and self.within is None


class Obligation(models.Model):
    """A subject is concerned by a measure at a place, from a moment until a moment."""

    pk = models.CompositePrimaryKey("measure_id", "place", "subject", "since")
    measure_id = models.IntegerField(db_comment="policy_measure.id")
    place = models.BigIntegerField(db_comment="lo of the place of the subject (places_place.lo)")
    subject = models.BigIntegerField(db_comment="people_person.id, or places_place.lo of a place")
    since = models.DateTimeField(db_comment="concerned from here, UTC")
    until = models.DateTimeField(db_comment="concerned before here, UTC; 9999-12-31 is open")
    begun = models.DateTimeField(
        null=True, db_comment="from when a lasting demand counts its days, UTC; null: from since"
    )

    class Meta:
        db_table = "duties_obligation"
        db_table_comment = "Who is concerned by what: standing rows that change when facts change"
        managed = False

    def __str__(self) -> str:
        return f"{self.measure_id}:{self.subject}"


class Relief(models.Model):
    """A person with authority said why a duty is not done, or not owed."""

    EXCUSED, EXEMPT = "excused", "exempt"

    measure_id = models.IntegerField(null=True, db_comment="policy_measure.id; null is every one")
    place = models.BigIntegerField(db_comment="lo of the place of the subject (places_place.lo)")
    subject = models.BigIntegerField(db_comment="people_person.id, or places_place.lo of a place")
    since = models.DateTimeField(db_comment="windows that reach past here, UTC")
    until = models.DateTimeField(db_comment="windows that open before here, UTC")
    kind = models.TextField(db_comment="excused: owed and forgiven; exempt: not owed")
    reason = models.TextField(db_comment="why, in the words of who decided")
    by = models.BigIntegerField(db_comment="accounts_user.id of who decided")
    at = models.DateTimeField(db_comment="when it was decided, UTC")

    class Meta:
        db_table = "duties_relief"
        db_table_comment = "Excuses and exemptions; append-only"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("excused", "exempt")), name="duties_relief_kind"
            ),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="duties_relief_span"),
        )
        indexes = (models.Index(fields=("place", "subject"), name="duties_relief_of"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject}"


class Figure(models.Model):
    """Counts of one window at one place: a cache that can be derived again at any time."""

    pk = models.CompositePrimaryKey("window_id", "level", "place")
    window_id = models.IntegerField(db_comment="duties_window.id")
    level = models.SmallIntegerField(db_comment="0 nation to 5 community")
    place = models.BigIntegerField(db_comment="lo of the place (places_place.lo)")
    due = models.IntegerField(db_comment="duties owed, without exempt ones")
    met = models.IntegerField(db_comment="of them settled in time")
    late = models.IntegerField(db_comment="of them settled late")
    excused = models.IntegerField(db_comment="of them unsettled and excused")
    exempt = models.IntegerField(db_comment="duties not owed by decision, beside `due`")
    lapsed = models.IntegerField(db_comment="own windows: of `due` missed when last derived")
    raised = models.IntegerField(
        db_default=0,
        db_comment="lapses ever raised, also those cured since: what was known to be missed",
    )

    class Meta:
        db_table = "duties_figure"
        db_table_comment = "Counts per window and place; its lapse tells open from missed"
        managed = False

    def __str__(self) -> str:
        return f"{self.window_id}:{self.place}"


class Lapse(models.Model):
    """A duty whose moment passed without enough evidence; never erased, also when cured."""

    measure_id = models.IntegerField(db_comment="policy_measure.id")
    window = models.ForeignKey(  # kept by Django; one beat plans and sweeps alone
        Window, models.PROTECT, db_constraint=False, db_comment="the window that lapsed"
    )
    place = models.BigIntegerField(db_comment="lo of the place of the subject (places_place.lo)")
    subject = models.BigIntegerField(db_comment="people_person.id, or places_place.lo of a place")
    opens = models.DateTimeField(db_comment="when the duty opened, UTC")
    lapsed_at = models.DateTimeField(db_comment="when it lapsed, UTC")
    raised_at = models.DateTimeField(db_comment="when the sweep saw it, UTC")

    class Meta:
        db_table = "duties_lapse"
        db_table_comment = "Duties that lapsed; append-only"
        constraints = (
            models.UniqueConstraint(
                fields=("measure_id", "subject", "opens"), name="duties_lapse_once"
            ),
        )
        indexes = (
            models.Index(fields=("place", "lapsed_at"), name="duties_lapse_at"),
            models.Index(fields=("lapsed_at",), name="duties_lapse_when"),
        )

    def __str__(self) -> str:
        return f"{self.measure_id}:{self.subject}@{self.opens}"


class Escalation(models.Model):
    """A lapse put before one rung of the ladder."""

    lapse = models.ForeignKey(  # no lapse is ever deleted, so the database need not look for each
        Lapse, models.PROTECT, db_constraint=False, db_index=False, db_comment="what lapsed"
    )
    rung = models.SmallIntegerField(db_comment="1 is the lowest")
    level = models.SmallIntegerField(db_comment="level of the place it was put before")
    place = models.BigIntegerField(db_comment="lo of the place of the subject (places_place.lo)")
    raised_at = models.DateTimeField(db_comment="when it was put there, UTC")

    class Meta:
        db_table = "duties_escalation"
        db_table_comment = "Which rung was told of which lapse, once each; append-only"
        constraints = (
            models.UniqueConstraint(fields=("lapse", "rung"), name="duties_escalation_once"),
        )
        indexes = (
            models.Index(fields=("level", "raised_at"), name="duties_escalation_told"),
            models.Index(fields=("place", "raised_at"), name="duties_escalation_here"),
        )

    def __str__(self) -> str:
        return f"{self.lapse_id}:{self.rung}"


class Acknowledgement(models.Model):
    """Who leads a place took note of a lapse put before it; it holds back the rungs above."""

    lapse = models.ForeignKey(Lapse, models.PROTECT, db_index=False, db_comment="what lapsed")
    rung = models.SmallIntegerField(db_comment="the rung that was told; 1 is the lowest")
    place = models.BigIntegerField(db_comment="lo of the place of the subject (places_place.lo)")
    note = models.TextField(db_comment="what is done about it, in the words of who took note")
    by = models.BigIntegerField(db_comment="accounts_user.id of who took note")
    at = models.DateTimeField(db_comment="when, UTC")
    holds_until = models.DateTimeField(
        db_comment="rungs above are told later, from here on, UTC; by the ladder of the lapse's day"
    )

    class Meta:
        db_table = "duties_acknowledgement"
        db_table_comment = "Who took note of which lapse at which rung, once each; append-only"
        constraints = (
            models.UniqueConstraint(fields=("lapse", "rung"), name="duties_acknowledgement_once"),
        )
        indexes = (models.Index(fields=("holds_until",), name="duties_acknowledgement_ends"),)

    def __str__(self) -> str:
        return f"{self.lapse_id}:{self.rung}"


class Appeal(models.Model):
    """Who leads a place asked the rung above for help, without waiting for its time."""

    lapse = models.ForeignKey(Lapse, models.PROTECT, db_index=False, db_comment="what lapsed")
    rung = models.SmallIntegerField(db_comment="the rung that was asked; 1 is the lowest")
    place = models.BigIntegerField(db_comment="lo of the place of the subject (places_place.lo)")
    reason = models.TextField(db_comment="what is needed, in the words of who asked")
    by = models.BigIntegerField(db_comment="accounts_user.id of who asked")
    at = models.DateTimeField(db_comment="when, UTC")

    class Meta:
        db_table = "duties_appeal"
        db_table_comment = "Who asked which rung for help with which lapse, once each; append-only"
        constraints = (
            models.UniqueConstraint(fields=("lapse", "rung"), name="duties_appeal_once"),
        )

    def __str__(self) -> str:
        return f"{self.lapse_id}:{self.rung}"


class Recheck(models.Model):
    """A community in which something changed: its older lapses may have to climb again."""

    community = models.BigIntegerField(db_comment="lo of the community (places_place.lo)")
    since = models.DateTimeField(db_comment="the earliest moment the change can matter for, UTC")

    class Meta:
        db_table = "duties_recheck"
        db_table_comment = "Queue of communities whose lapses are looked at again; rows are taken"

    def __str__(self) -> str:
        return f"{self.community}"


class Beat(models.Model):
    """How far the heart has come: one row."""

    refreshed_at = models.DateTimeField(null=True, db_comment="figures are right as of here, UTC")
    swept_at = models.DateTimeField(null=True, db_comment="lapses are raised up to here, UTC")
    reconciled_at = models.DateTimeField(
        null=True, db_comment="obligations follow the facts up to here, UTC"
    )
    climbed_at = models.DateTimeField(
        null=True, db_comment="every ladder was climbed up to here, with no quiet hours, UTC"
    )

    class Meta:
        db_table = "duties_beat"
        db_table_comment = "One row: how far planning, refreshing and sweeping have come"
        constraints = (models.CheckConstraint(condition=Q(id=1), name="duties_beat_one_row"),)

    def __str__(self) -> str:
        return f"{self.refreshed_at}"
