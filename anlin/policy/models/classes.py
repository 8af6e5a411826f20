"""Decision tables of classes, and every case of them decided."""

from django.db import models

from anlin.policy.models.law import Clause, Pack, unique


class ClassTable(models.Model):
    """A decision table of one pack; never changed, only followed by one with another name."""

    id = models.SmallAutoField(primary_key=True, db_comment="row number")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="classes", db_comment="its pack")
    name = models.TextField(db_collation="C", db_comment="class it decides, such as risk_tier")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="classes", db_comment="source")
    zh = models.TextField(db_comment="what it decides, in Chinese")
    en = models.TextField(db_comment="what it decides, in English")
    axes = models.JSONField(db_comment="its axes: name, values, least number of each band, words")
    outcomes = models.JSONField(db_comment="its outcomes from mild to severe, with words")
    rows = models.JSONField(db_comment="its rows in order: number, outcome, values taken")
    score = models.JSONField(null=True, db_comment="points and outcomes; null: no score")

    class Meta:
        db_table = "policy_class"
        db_table_comment = "Decision tables of classes"
        constraints = [unique("policy_class_one_each", "pack", "name")]

    def __str__(self) -> str:
        return self.name


class ClassCase(models.Model):
    """What a decision table says for one combination of values."""

    id = models.AutoField(primary_key=True, db_comment="row number")
    class_table = models.ForeignKey(
        ClassTable, models.PROTECT, related_name="cases", db_comment="the table"
    )
    key = models.TextField(db_collation="C", db_comment="values of the axes in order, joined by |")
    outcome = models.TextField(db_comment="the class; empty: nothing decides")
    basis = models.TextField(db_comment="what decided: table, score or none")
    row = models.TextField(db_comment="number of the row, or the points")

    class Meta:
        db_table = "policy_class_case"
        db_table_comment = "Every combination of every decision table, decided"
        constraints = [unique("policy_class_case_one_each", "class_table", "key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.outcome}"

    @property
    def words(self) -> dict[str, str]:
        """Return the outcome in both languages, as its table says it."""
        said = (each for each in self.class_table.outcomes if each["name"] == self.outcome)
        return next(said, {"zh": self.outcome, "en": self.outcome})
