"""Arrivals, and hand-overs that exactly both sides see."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from anlin.base.migration import (
    IN_SCOPE,
    WITH_NAMES,
    allow,
    scoped_table,
    written_in_scope,
)


BOTH = (
    f"({IN_SCOPE.format(column='place')} or {IN_SCOPE.format(column='to_place')})" + WITH_NAMES
)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_at_home'),
        ('people', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(db_comment='Hand-over of one person', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered', unique=True)),
                ('place', models.BigIntegerField(db_comment='Where the person was when offered (lo of the building): the sending side')),
                ('to_place', models.BigIntegerField(db_comment='Community (lo) that is asked: the other side')),
                ('name', models.TextField(db_comment='Name; source: people_person')),
                ('sex', models.TextField(db_comment='Sex; source: people_person')),
                ('born_on', models.DateField(db_comment='Day of birth; source: people_person')),
                ('phone', models.TextField(db_comment='Telephone; source: people_person', default='')),
                ('letter', models.JSONField(db_comment='origin, arrived_on, legs, kind and begun_on of observation, as handed over', default=dict)),
                ('note', models.TextField(db_comment='In the words of the sending side', default='')),
                ('offered_at', models.DateTimeField(db_comment='When it was offered, UTC')),
                ('offered_by', models.BigIntegerField(db_comment='accounts_user.id of who offered')),
                ('answered_at', models.DateTimeField(db_comment='When it was answered; null: open', null=True)),
                ('answered_by', models.BigIntegerField(db_comment='accounts_user.id of who answered', null=True)),
                ('answer', models.TextField(db_comment='accepted, returned, passed (on), or withdrawn by the sender', default='')),
                ('word', models.TextField(db_comment='In the words of who answered', default='')),
                ('passes', models.OneToOneField(db_column='passes', db_comment='The hand-over that was passed on in this one', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='passed_as', to='cases.handover')),
                ('person', models.ForeignKey(db_column='person', db_comment='Who', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'cases_handover',
                'db_table_comment': 'People handed over between communities; answering is the only change',
                'indexes': [models.Index(fields=['place', 'answered_at'], name='cases_handover_from'), models.Index(fields=['to_place', 'answered_at'], name='cases_handover_to')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('person',), name='cases_handover_one_at_a_time'), models.CheckConstraint(condition=models.Q(('to_place', django.db.models.expressions.CombinedExpression(models.F('place'), '-', models.Func(models.F('place'), models.Value(1000000), function='mod'))), _negated=True), name='cases_handover_of_two'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answer__in', ['accepted', 'returned', 'passed', 'withdrawn']), ('answered_at__gte', models.F('offered_at')), ('answered_by__isnull', False)), _connector='OR'), name='cases_handover_answer')],
            },
        ),
        migrations.CreateModel(
            name='Traveller',
            fields=[
                ('id', models.BigAutoField(db_comment='Arrival of one person', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered', unique=True)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('coming', models.TextField(db_comment='epidemic (area), festival or elsewhere')),
                ('origin', models.TextField(db_comment='Where from, in words')),
                ('arrived_on', models.DateField(db_comment='Day of arrival, in China')),
                ('legs', models.JSONField(db_comment='Journey: on, by (train, ...), number, start, end', default=list)),
                ('note', models.TextField(db_comment='In the words of who registered', default='')),
                ('registered_at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('registered_by', models.BigIntegerField(db_comment='accounts_user.id of who registered')),
                ('person', models.ForeignKey(db_column='person', db_comment='Who', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'cases_traveller',
                'db_table_comment': 'Who arrived from where; the place follows the person',
                'indexes': [models.Index(fields=['place'], name='cases_traveller_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('coming__in', ['epidemic', 'festival', 'elsewhere'])), name='cases_traveller_coming')],
            },
        ),
        written_in_scope("cases_clinic", IN_SCOPE.format(column="place")),
        *scoped_table("cases_traveller", "select, insert", names=True),
        allow("cases_traveller", "update (place)"),
        migrations.RunSQL(
            "alter table cases_handover enable row level security;"
            "alter table cases_handover force row level security;"
            f"create policy cases_handover_scope on cases_handover using ({BOTH}) with check ({BOTH});",
            "drop policy cases_handover_scope on cases_handover;"
            "alter table cases_handover no force row level security;"
            "alter table cases_handover disable row level security;",
        ),
        allow("cases_handover", "select, insert"),
        allow("cases_handover", "update (answered_at, answered_by, answer, word)"),
    ]
