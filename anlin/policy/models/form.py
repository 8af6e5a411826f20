"""The table of forms."""

from django.db import models

from anlin.policy.models.law import Clause, Pack, unique


class Form(models.Model):
    """Something communities are asked to fill in, by one clause; never changed, only replaced."""

    id = models.SmallAutoField(primary_key=True, db_comment="row number")
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="forms", db_comment="its pack")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="forms", db_comment="source")
    name = models.TextField(db_comment="forms/<name>.yaml; name")
    zh = models.TextField(db_comment="what it is called in Chinese; title.zh")
    en = models.TextField(db_comment="what it is called in English; title.en")
    asked_of = models.TextField(db_comment="identifier of the role that fills it in; asked_of")
    per_week = models.SmallIntegerField(db_comment="times a week; per_week")
    minutes = models.SmallIntegerField(db_comment="minutes each time, own estimate; minutes")
    certificate = models.TextField(db_comment="kind of paper it asks for; certificate, or empty")
    lines = models.JSONField(db_comment="fact, zh, en, filled of each line; asks")

    class Meta:
        db_table = "policy_form"
        db_table_comment = "Forms that orders ask communities to fill in"
        constraints = [unique("policy_form_once", "pack", "name")]

    def __str__(self) -> str:
        return self.name
