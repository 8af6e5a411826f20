"""The plain version: a stored task row per duty, found and saved one by one through the ORM."""

import uuid
from datetime import timedelta

from django.db import connections, models

from bench.stage import seconds


class Task(models.Model):
    """One duty of one resident, as one usually writes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    resident = models.BigIntegerField(db_index=True)
    place = models.CharField(max_length=18, db_index=True)
    due_from = models.DateTimeField()
    due_until = models.DateTimeField(db_index=True)
    status = models.CharField(max_length=12, default="open")

    class Meta:
        app_label = "bench"
        db_table = "bench_task"

    def __str__(self) -> str:
        return f"{self.resident}: {self.status}"


def duties_per_second(count: int) -> float:
    """Return how many duties a second are made and matched with their evidence, one by one."""
    from anlin.base.clock import now

    with connections["owner"].schema_editor() as editor:
        editor.create_model(Task)
    start = now()
    until = start + timedelta(hours=4)
    tasks = Task._default_manager.using("owner")

    def make_and_match() -> None:
        for resident in range(count):
            Task(
                resident=resident, place="500103001001901001", due_from=start, due_until=until
            ).save(force_insert=True, using="owner")
        for resident in range(count):
            task = tasks.get(resident=resident, due_from__lte=start, due_until__gt=start)
            task.status = "met"
            task.save(using="owner")

    return count / seconds(make_and_match)
