"""Observations, and who may see a row and what may change in it."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import allow, scoped_table


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(db_comment='Observation of one person', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('begun_on', models.DateField(db_comment='Day of the event, in China: day 0')),
                ('reason', models.TextField(db_comment='Event: returned, contact, family (of a case) or other')),
                ('opened_at', models.DateTimeField(db_comment='When it was opened, UTC; nothing is owed before')),
                ('opened_by', models.BigIntegerField(db_comment='accounts_user.id of who opened it')),
                ('ended_at', models.DateTimeField(db_comment='When it was ended early, UTC; null: it runs as long as the law says', null=True)),
                ('ended_by', models.BigIntegerField(db_comment='accounts_user.id of who ended it early', null=True)),
                ('ending', models.TextField(db_comment='Why: hospital, moved, mistake, renewed or other; empty: not ended', default='')),
                ('person', models.ForeignKey(db_column='person', db_comment='Who is observed', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'cases_observation',
                'db_table_comment': 'Who is under home observation; ending is the only change',
                'indexes': [models.Index(fields=['place'], name='cases_observation_place')],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person',), name='cases_observation_one_at_a_time'),
                    models.CheckConstraint(condition=models.Q(('reason__in', ['returned', 'contact', 'family', 'other'])), name='cases_observation_reason'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('ending', '')), models.Q(('ended_at__gte', models.F('opened_at')), ('ended_by__isnull', False), ('ending__in', ['hospital', 'moved', 'mistake', 'renewed', 'other'])), _connector='OR'), name='cases_observation_ending'),
                ],
            },
        ),
        *scoped_table("cases_observation", "select, insert", names=True),
        allow("cases_observation", "update (place, ended_at, ended_by, ending)"),
    ]
