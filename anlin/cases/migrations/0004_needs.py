"""Requests become needs of the room of dispatch: one concept, with its answers as steps."""

from django.db import migrations

MOVE = """
insert into dispatch_need (client_id, place, kind, personal, level, at, by)
select client_id, place, kind, true, 5, at, by from cases_request;
insert into dispatch_word (need, place, person, text)
select n.id, n.place, q.person, q.text
from cases_request q join dispatch_need n on n.client_id = q.client_id;
insert into dispatch_step (need, place, what, at, by, from_place)
select n.id, n.place, 'settled', q.answered_at, q.answered_by, n.place - n.place % 1000000
from cases_request q join dispatch_need n on n.client_id = q.client_id
where q.answered_at is not null;
insert into dispatch_word (need, step, place, person, text)
select n.id, s.id, n.place, q.person, q.answer
from cases_request q
join dispatch_need n on n.client_id = q.client_id
join dispatch_step s on s.need = n.id;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_moving'),
        ('dispatch', '0001_start'),
    ]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.DeleteModel(
            name='Request',
        ),
    ]
