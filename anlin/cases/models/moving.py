"""Who came from where, and who is being handed over to which community."""

from django.db import models
from django.db.models import F, Func, Q, Value

from anlin.cases.models.home import PLACE
from anlin.cases.rules import Answer, Coming
from anlin.people.models import Person


class Traveller(models.Model):
    """Somebody arrived from elsewhere, registered once."""

    id = models.BigAutoField(primary_key=True, db_comment="Arrival of one person")
    client_id = models.UUIDField(unique=True, db_comment="Made where it was entered")
    person = models.ForeignKey(Person, models.RESTRICT, db_column="person", db_comment="Who")
    place = models.BigIntegerField(db_comment=PLACE)
    coming = models.TextField(db_comment="epidemic (area), festival or elsewhere")
    origin = models.TextField(db_comment="Where from, in words")
    arrived_on = models.DateField(db_comment="Day of arrival, in China")
    legs = models.JSONField(
        default=list, db_comment="Journey: on, by (train, ...), number, start, end"
    )
    note = models.TextField(default="", db_comment="In the words of who registered")
    registered_at = models.DateTimeField(db_comment="When it was registered, UTC")
    registered_by = models.BigIntegerField(db_comment="accounts_user.id of who registered")

    class Meta:
        db_table = "cases_traveller"
        db_table_comment = "Who arrived from where; the place follows the person"
        indexes = [models.Index(fields=["place"], name="cases_traveller_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(coming__in=[each.value for each in Coming]),
                name="cases_traveller_coming",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Handover(models.Model):
    """A person is offered to another community; until it accepts, the sender stays in charge.

    What the other side must know stands in the row, for it sees nothing else of the person yet.
    """

    id = models.BigAutoField(primary_key=True, db_comment="Hand-over of one person")
    client_id = models.UUIDField(unique=True, db_comment="Made where it was entered")
    person = models.ForeignKey(Person, models.RESTRICT, db_column="person", db_comment="Who")
    place = models.BigIntegerField(
        db_comment="Where the person was when offered (lo of the building): the sending side"
    )
    to_place = models.BigIntegerField(db_comment="Community (lo) that is asked: the other side")
    name = models.TextField(db_comment="Name; source: people_person")
    sex = models.TextField(db_comment="Sex; source: people_person")
    born_on = models.DateField(db_comment="Day of birth; source: people_person")
    phone = models.TextField(default="", db_comment="Telephone; source: people_person")
    letter = models.JSONField(
        default=dict,
        db_comment="origin, arrived_on, legs, kind and begun_on of observation, as handed over",
    )
    note = models.TextField(default="", db_comment="In the words of the sending side")
    offered_at = models.DateTimeField(db_comment="When it was offered, UTC")
    offered_by = models.BigIntegerField(db_comment="accounts_user.id of who offered")
    passes = models.OneToOneField(
        "self", models.RESTRICT, null=True, db_column="passes", related_name="passed_as",
        db_comment="The hand-over that was passed on in this one",
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True, db_comment="When it was answered; null: open")
    answered_by = models.BigIntegerField(null=True, db_comment="accounts_user.id of who answered")
    answer = models.TextField(
        default="", db_comment="accepted, returned, passed (on), or withdrawn by the sender"
    )
    word = models.TextField(default="", db_comment="In the words of who answered")

    class Meta:
        db_table = "cases_handover"
        db_table_comment = "People handed over between communities; answering is the only change"
        indexes = [
            models.Index(fields=["place", "answered_at"], name="cases_handover_from"),
            models.Index(fields=["to_place", "answered_at"], name="cases_handover_to"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(answered_at__isnull=True),
                name="cases_handover_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(to_place=F("place") - Func(F("place"), Value(10**6), function="mod")),
                name="cases_handover_of_two",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(
                    answered_at__gte=F("offered_at"),
                    answered_by__isnull=False,
                    answer__in=[each.value for each in Answer],
                ),
                name="cases_handover_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}>{self.to_place}"
