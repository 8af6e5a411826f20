"""Suspected cases of institutions: the case, its steps, its contacts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anlin.areas.rules import Source as Infected
from anlin.institutions.models import Institution, Post
from anlin.outbreaks.rules import Closing, Source, Standing, Step, What
from anlin.people.models import Person

PLACE = "Place: lo of the institution's dedicated grid, the key of row-level security"
BY = "accounts_user.id of who registered it"


def _one_of(name: str, column: str, values: object) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{column}__in": [str(value) for value in values]}),  # type: ignore[attr-defined]
    )


class Case(models.Model):
    """Somebody is suspected to be infected; confirming and closing are the only changes."""

    id = models.BigAutoField(primary_key=True, db_comment="Suspected case")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="In which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    person = models.ForeignKey(
        Person, models.RESTRICT, null=True, db_column="person", db_comment="Resident, or null"
    )
    post = models.ForeignKey(
        Post, models.RESTRICT, null=True, db_column="post", db_comment="Worker, or null"
    )
    source = models.TextField(db_comment="test, warning or hand")
    evidence = models.BigIntegerField(
        null=True, db_comment="institutions_result.id or institutions_step.id; null: by hand"
    )
    onset_on = models.DateField(null=True, db_comment="Day of the first symptom; null: not known")
    detected_at = models.DateTimeField(db_comment="When it was detected, as claimed, UTC")
    why = models.TextField(db_comment="What was seen, in the words of who registered it")
    at = models.DateTimeField(db_comment="When it was registered, UTC")
    by = models.BigIntegerField(db_comment=BY)
    confirmed_on = models.DateField(
        null=True, db_comment="Day on which it was confirmed, in China; null: suspected only"
    )
    confirmed_at = models.DateTimeField(null=True, db_comment="When that was registered, UTC")
    confirmed_by = models.BigIntegerField(
        null=True, db_comment="accounts_user.id of who registered that it was confirmed"
    )
    infected = models.TextField(
        default="", db_comment="Infected where: known, unknown or imported; empty: not confirmed"
    )
    counted = models.BigIntegerField(
        null=True,
        db_comment="areas_case.id it counts as for the community; null: it does not",
    )
    closed_at = models.DateTimeField(null=True, db_comment="When it was closed, UTC; null: open")
    closed_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who closed it")
    closing = models.TextField(
        default="", db_comment="excluded, recovered, hospital or died; empty while open"
    )

    class Meta:
        db_table = "outbreaks_case"
        db_table_comment = "Suspected cases in institutions; only confirmed and closed"
        indexes = [models.Index(fields=["place", "detected_at"], name="outbreaks_case_place")]
        constraints = [
            _one_of("outbreaks_case_source", "source", Source),
            _one_of("outbreaks_case_closing", "closing", ["", *Closing]),
            models.CheckConstraint(
                name="outbreaks_case_confirmed",
                condition=Q(confirmed_on__isnull=True, infected="")
                | Q(confirmed_on__isnull=False, infected__in=[str(each) for each in Infected]),
            ),
            models.CheckConstraint(
                name="outbreaks_case_of_one",
                condition=Q(person__isnull=False, post__isnull=True)
                | Q(person__isnull=True, post__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(closed_at__isnull=True),
                name="outbreaks_case_one_of_person",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(closed_at__isnull=True),
                name="outbreaks_case_one_of_post",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Task(models.Model):
    """One step that a case calls for, with the person who answers for it; done once."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    case = models.ForeignKey(
        Case, models.RESTRICT, db_column="case", related_name="tasks", db_comment="Of which case"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    step = models.TextField(db_comment="reported, isolated, transferred or disinfected")
    owner = models.TextField(db_comment="Who answers for it, by name")
    done_at = models.DateTimeField(null=True, db_comment="When it was done, as claimed, UTC")
    said = models.TextField(default="", db_comment="To whom or where, in words")
    at = models.DateTimeField(null=True, db_comment="When it was registered as done, UTC")
    by = models.BigIntegerField(null=True, db_comment=BY)

    class Meta:
        db_table = "outbreaks_task"
        db_table_comment = "Steps of suspected cases: the four earlies, and disinfection"
        indexes = [models.Index(fields=["place"], name="outbreaks_task_place")]
        constraints = [
            _one_of("outbreaks_task_step", "step", Step),
            models.UniqueConstraint(fields=["case", "step"], name="outbreaks_task_once"),
        ]

    def __str__(self) -> str:
        return self.step


class Contact(models.Model):
    """Somebody was near a case; confirming, striking and adding a basis are the only changes."""

    id = models.BigAutoField(primary_key=True, db_comment="Contact of one case")
    case = models.ForeignKey(
        Case, models.RESTRICT, db_column="case", related_name="contacts",
        db_comment="Of which case",
    )  # fmt: skip
    place = models.BigIntegerField(db_comment=PLACE)
    person = models.BigIntegerField(null=True, db_comment="people_person.id; null: another")
    post = models.BigIntegerField(null=True, db_comment="institutions_post.id; null: another")
    visitor = models.TextField(
        default="", db_comment="Visitor: name and telephone, as told at the door; empty: another"
    )
    bases = ArrayField(models.TextField(), db_comment="room, shift, round, visit, gate or hand")
    last_at = models.DateTimeField(db_comment="Last time they were near, UTC")
    standing = models.TextField(db_comment="drawn, confirmed or struck")
    why = models.TextField(default="", db_comment="In the words of who decided or added")
    decided_at = models.DateTimeField(null=True, db_comment="When it was decided, UTC")
    decided_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who decided")

    class Meta:
        db_table = "outbreaks_contact"
        db_table_comment = "Contacts of suspected cases, drawn from what was registered"
        indexes = [models.Index(fields=["place"], name="outbreaks_contact_place")]
        constraints = [
            _one_of("outbreaks_contact_standing", "standing", Standing),
            models.UniqueConstraint(
                fields=["case", "person", "post", "visitor"],
                nulls_distinct=False,
                name="outbreaks_contact_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Permit(models.Model):
    """Somebody asked whether a thing may be done in an institution; the answer stays."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    institution = models.ForeignKey(
        Institution, models.RESTRICT, db_column="institution", db_comment="In which institution"
    )
    place = models.BigIntegerField(db_comment=PLACE)
    what = models.TextField(db_comment="requisition, meal, gathering, wake or placement")
    words = models.TextField(db_comment="What is meant, in the words of who asks")
    refused = models.JSONField(
        default=list, db_comment="Clauses by which it may not be: clause, order, has; empty: it may"
    )
    at = models.DateTimeField(db_comment="When it was asked, UTC")
    by = models.BigIntegerField(db_comment=BY)

    class Meta:
        db_table = "outbreaks_permit"
        db_table_comment = "What institutions were asked for or asked to do, and the answer"
        indexes = [models.Index(fields=["place", "at"], name="outbreaks_permit_place")]
        constraints = [_one_of("outbreaks_permit_what", "what", What)]

    def __str__(self) -> str:
        return self.what
