"""Who has read which order: one receipt a person, order and place, for ever."""

from django.db import models

from anlin.policy.models.law import Order, unique


class Reading(models.Model):
    """Somebody who works at a place said to have read an order that holds there."""

    id = models.BigAutoField(primary_key=True, db_comment="row number")
    order = models.ForeignKey(
        Order, models.PROTECT, related_name="readings", db_comment="what was read"
    )
    reader = models.BigIntegerField(db_comment="accounts_user.id of who read it")
    place = models.BigIntegerField(
        db_index=True, db_comment="lo of the place the reader works at (accounts_grant.lo)"
    )
    at = models.DateTimeField(db_comment="when the reader said so")

    class Meta:
        db_table = "policy_reading"
        db_table_comment = "Who has read which order; append-only"
        constraints = [unique("policy_reading_once", "reader", "order", "place")]

    def __str__(self) -> str:
        return f"{self.reader}: {self.order_id}"
