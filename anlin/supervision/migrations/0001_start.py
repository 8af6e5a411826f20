"""Visits, findings and their steps; who may see which, and that nothing in them changes."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import scoped_table


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(db_comment='Visit', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered: sent twice is once', unique=True)),
                ('place', models.BigIntegerField(db_comment='Where: lo of a community or a grid, the key of row-level security')),
                ('on', models.DateField(db_comment='Day of the visit, in China')),
                ('signs', models.JSONField(db_comment='What was odd in the records when it was planned, by name')),
                ('why', models.TextField(db_comment='Why, in the words of who planned it')),
                ('at', models.DateTimeField(db_comment='When it was planned, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who planned it')),
            ],
            options={
                'db_table': 'supervision_visit',
                'db_table_comment': 'Inspections, planned with their reasons; append-only',
                'indexes': [models.Index(fields=['place', '-on'], name='supervision_visit_place')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(db_comment='Finding', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered: sent twice is once', unique=True)),
                ('place', models.BigIntegerField(db_comment='Where: lo of a community or a grid, the key of row-level security')),
                ('clause', models.TextField(db_comment='policy_clause.id of what was not kept')),
                ('weight', models.TextField(db_comment='urgent or ordinary')),
                ('said', models.TextField(db_comment='What was found, in the words of who found it')),
                ('photo', models.BinaryField(db_comment='Photograph, re-encoded (JPEG); null: none', null=True)),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who found it')),
                ('visit', models.ForeignKey(db_column='visit', db_comment='Found when', on_delete=django.db.models.deletion.RESTRICT, to='supervision.visit')),
            ],
            options={
                'db_table': 'supervision_finding',
                'db_table_comment': 'What inspections found, with the clause; append-only',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Where: lo of a community or a grid, the key of row-level security')),
                ('what', models.TextField(db_comment='rectified, closed (looked at again) or returned')),
                ('said', models.TextField(db_comment='In the words of who did it')),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did it')),
                ('finding', models.ForeignKey(db_column='finding', db_comment='About which', on_delete=django.db.models.deletion.RESTRICT, to='supervision.finding')),
            ],
            options={
                'db_table': 'supervision_step',
                'db_table_comment': 'What was done about findings; append-only',
                'indexes': [models.Index(fields=['finding', 'at'], name='supervision_step_finding'), models.Index(fields=['place'], name='supervision_step_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('what__in', ['rectified', 'closed', 'returned'])), name='supervision_step_what')],
            },
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['place', '-at'], name='supervision_finding_place'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['visit'], name='supervision_finding_visit'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('weight__in', ['urgent', 'ordinary'])), name='supervision_finding_weight'),
        ),
        *scoped_table("supervision_visit", "select, insert"),
        *scoped_table("supervision_finding", "select, insert"),
        *scoped_table("supervision_step", "select, insert"),
    ]
