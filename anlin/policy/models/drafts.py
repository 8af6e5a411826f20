"""Local orders while they are written: every version stays."""

from django.db import models
from django.db.models import Q

from anlin.policy.models.law import Pack, forward, one_of, unique

STATES = ("open", "withdrawn", "released")


class Draft(models.Model):
    """A local order that a place's policy officer writes."""

    id = models.AutoField(primary_key=True, db_comment="row number")
    place = models.TextField(db_collation="C", db_comment="code of the place it is for")
    lo = models.BigIntegerField(db_index=True, db_comment="first padded code of the place")
    hi = models.BigIntegerField(db_comment="first padded code after the place")
    made_by = models.BigIntegerField(db_comment="accounts_user.id of who began it")
    made_at = models.DateTimeField(db_comment="when it was begun")

    class Meta:
        db_table = "policy_draft"
        db_table_comment = "Local orders that places write"

    def __str__(self) -> str:
        return f"{self.pk}@{self.place}"


class DraftVersion(models.Model):
    """What a draft says from one moment on; the one with the highest number is the draft."""

    id = models.AutoField(primary_key=True, db_comment="row number")
    draft = models.ForeignKey(
        Draft, models.PROTECT, related_name="versions", db_comment="which draft"
    )
    number = models.SmallIntegerField(db_comment="position among its versions, from 1")
    lo = models.BigIntegerField(
        db_index=True, db_comment="first padded code of the place, for its scope"
    )
    state = models.TextField(db_comment="open, withdrawn or released")
    official = models.TextField(db_comment="number of the document; empty: none yet")
    title_zh = models.TextField(db_comment="title in Chinese")
    title_en = models.TextField(db_comment="title in English; empty: Chinese only")
    since = models.DateField(db_comment="first day it would hold")
    until = models.DateField(null=True, db_comment="first day it would no longer hold; null: open")
    reason = models.TextField(db_comment="why, in the words of who wrote this version")
    changes = models.JSONField(db_comment="measure, its clause zh and en, term in pack form")
    pack = models.ForeignKey(
        Pack, models.PROTECT, null=True, related_name="drafts", db_comment="as it was released"
    )
    written_by = models.BigIntegerField(db_comment="accounts_user.id of who wrote it")
    written_at = models.DateTimeField(db_comment="when it was written")

    class Meta:
        db_table = "policy_draft_version"
        db_table_comment = "What drafts of local orders say, version by version"
        constraints = [
            unique("policy_draft_version_once", "draft", "number"),
            forward("policy_draft_version_forward"),
            one_of("policy_draft_version_state_known", "state", STATES),
            models.CheckConstraint(
                condition=Q(state="released") | Q(pack__isnull=True),
                name="policy_draft_version_pack_when_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"
