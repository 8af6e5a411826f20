"""Institutions, their houses, people and health; who may see and change what."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, allow, scoped_table
from anlin.institutions.models.people import Moments

PEOPLE = (
    "(current_setting('anlin.names', true) = 'yes' or current_setting('anlin.staff', true) = 'yes')"
    " and " + IN_SCOPE.format(column="place")
)


def about_people(table, rights):
    """Force row-level security: in scope, and for whoever may see persons or staff."""
    return [
        migrations.RunSQL(
            f"alter table {table} enable row level security;"
            f"alter table {table} force row level security;"
            f"create policy {table}_scope on {table} using ({PEOPLE}) with check ({PEOPLE});",
            f"drop policy {table}_scope on {table};"
            f"alter table {table} no force row level security;"
            f"alter table {table} disable row level security;",
        ),
        allow(table, rights),
    ]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='Institution',
            fields=[
                ('id', models.BigAutoField(db_comment='Institution', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security", unique=True)),
                ('kind', models.TextField(db_comment='elder_care, child_welfare, minors, mental_health, rescue, funeral or day_care')),
                ('name', models.TextField(db_comment='Name as registered')),
                ('owner', models.TextField(db_comment='Who runs it: public or private')),
                ('since', models.DateField(db_comment='First day on which it holds, in China')),
                ('until', models.DateField(db_comment='First day on which it no longer holds; null while it holds', null=True)),
                ('registered_at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('registered_by', models.BigIntegerField(db_comment='accounts_user.id of who registered it; null: nobody', null=True)),
            ],
            options={
                'db_table': 'institutions_institution',
                'db_table_comment': 'Civil-affairs institutions, each a dedicated grid of the tree',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['elder_care', 'child_welfare', 'minors', 'mental_health', 'rescue', 'funeral', 'day_care'])), name='institutions_institution_kind'), models.CheckConstraint(condition=models.Q(('owner__in', ['public', 'private'])), name='institutions_institution_owner'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='institutions_institution_named'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='institutions_institution_forward')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(db_comment='Batch of samples', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made by whoever sent it', unique=True)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('method', models.TextField(db_comment='antigen (read on the spot) or laboratory')),
                ('whom', models.TextField(db_comment='residents or staff')),
                ('laboratory', models.TextField(db_comment='Where samples go; empty for antigen', default='')),
                ('taken_at', models.DateTimeField(db_comment='When the samples were taken, as claimed, UTC')),
                ('at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it; null: nobody', null=True)),
                ('institution', models.ForeignKey(db_column='institution', db_comment='In which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'institutions_batch',
                'db_table_comment': 'Batches of tests of residents or staff',
            },
        ),
        migrations.CreateModel(
            name='Arrangement',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('kind', models.TextField(db_comment="clinic, hospital or laboratory under contract; duty: who is on duty; plan: the emergency plan; guideline: that of the clinic's team for day care")),
                ('name', models.TextField(db_comment='Name of the clinic, hospital, laboratory, person or paper')),
                ('phone', models.TextField(db_comment='Telephone, digits only; empty if none', default='')),
                ('on_day', models.DateField(db_comment='Day of the paper; null if it is none', null=True)),
                ('since', models.DateField(db_comment='First day on which it holds, in China')),
                ('until', models.DateField(db_comment='First day on which it no longer holds; null while it holds', null=True)),
                ('at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it; null: nobody', null=True)),
                ('institution', models.ForeignKey(db_column='institution', db_comment='Of which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'institutions_arrangement',
                'db_table_comment': 'Contracted clinics, hospitals and laboratories, who is on duty, papers',
            },
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.BigAutoField(db_comment='Part of a house', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('kind', models.TextField(db_comment='building, floor, room or bed')),
                ('name', models.TextField(db_comment='As written on it, such as 201 or 201-2')),
                ('position', models.IntegerField(db_comment='Place in the order in which a round goes')),
                ('building', models.BigIntegerField(db_comment='Place (lo) of the building it lies in, where its residents live for the ledger')),
                ('since', models.DateField(db_comment='First day on which it holds, in China')),
                ('until', models.DateField(db_comment='First day on which it no longer holds; null while it holds', null=True)),
                ('above', models.ForeignKey(db_column='above', db_comment='What it lies within: floor in building, room in floor, bed in room', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='parts', to='institutions.location')),
                ('household', models.ForeignKey(db_column='household', db_comment='Household of all who live in a building; null for other parts', null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.household')),
                ('institution', models.ForeignKey(db_column='institution', db_comment='Of which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'institutions_location',
                'db_table_comment': 'Buildings, floors, rooms and beds of institutions',
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(db_comment='Post of one person', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('name', models.TextField(db_comment='Name of who works there')),
                ('phone', models.TextField(db_comment='Telephone, digits only; empty if none', default='')),
                ('user', models.BigIntegerField(db_comment='accounts_user.id of who works there; null: without an account', null=True)),
                ('person', models.BigIntegerField(db_comment='people_person.id of who works there; null: not linked', null=True)),
                ('job', models.TextField(db_comment='head, nurse, carer, doctor, social_worker, cook, cleaner, guard or other')),
                ('since', models.DateField(db_comment='First day on which it holds, in China')),
                ('until', models.DateField(db_comment='First day on which it no longer holds; null while it holds', null=True)),
                ('added_at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('added_by', models.BigIntegerField(db_comment='accounts_user.id of who registered it; null: nobody', null=True)),
                ('institution', models.ForeignKey(db_column='institution', db_comment='At which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'institutions_post',
                'db_table_comment': 'Who works at which institution in which job',
            },
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.BigAutoField(db_comment='Sample', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('code', models.TextField(db_comment='Code on the tube or the card; unique within the batch')),
                ('missing', models.TextField(db_comment='Why no sample was taken: away, refused, ill, other; empty: taken', default='')),
                ('batch', models.ForeignKey(db_column='batch', db_comment='Of which batch', on_delete=django.db.models.deletion.RESTRICT, related_name='samples', to='institutions.batch')),
                ('person', models.ForeignKey(db_column='person', db_comment='Resident, or null', null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
                ('post', models.ForeignKey(db_column='post', db_comment='Member of staff, or null', null=True, on_delete=django.db.models.deletion.RESTRICT, to='institutions.post')),
            ],
            options={
                'db_table': 'institutions_sample',
                'db_table_comment': 'Who was sampled in which batch; append-only',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(db_comment='Result', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('result', models.TextField(db_comment='negative, positive or invalid')),
                ('found_at', models.DateTimeField(db_comment='When it was found, as claimed, UTC')),
                ('at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it; null: nobody', null=True)),
                ('route', models.TextField(db_comment='By which way: hand or import')),
                ('corrects', models.OneToOneField(db_column='corrects', db_comment='The result that no longer counts because of this one', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='corrected_by', to='institutions.finding')),
                ('sample', models.ForeignKey(db_column='sample', db_comment='Of which sample', on_delete=django.db.models.deletion.RESTRICT, related_name='findings', to='institutions.sample')),
            ],
            options={
                'db_table': 'institutions_result',
                'db_table_comment': 'Results of tests; append-only',
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(db_comment='Span of a stay', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made by whoever sent it; null if loaded otherwise', null=True, unique=True)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('home', models.BigIntegerField(db_comment='Place (lo) of the building, where the person lives and is counted')),
                ('state', models.TextField(db_comment='in: in the house; leave: away, the bed is kept')),
                ('came', models.TextField(db_comment='How it began: admitted, moved, left or returned')),
                ('since', models.DateTimeField(db_comment='From when on, UTC')),
                ('until', models.DateTimeField(db_comment='Until when, UTC; null while it lasts', null=True)),
                ('went', models.TextField(db_comment='How it ended: moved, left, returned, discharged, hospital, died; or empty', default='')),
                ('why', models.TextField(db_comment='Reason, in the words of who began it', default='')),
                ('opened_at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('opened_by', models.BigIntegerField(db_comment='accounts_user.id of who registered it; null: nobody', null=True)),
                ('ended_at', models.DateTimeField(db_comment='When its end was registered, UTC', null=True)),
                ('ended_by', models.BigIntegerField(db_comment='accounts_user.id of who ended it', null=True)),
                ('bed', models.ForeignKey(db_column='bed', db_comment='Bed; null if none yet', null=True, on_delete=django.db.models.deletion.RESTRICT, to='institutions.location')),
                ('institution', models.ForeignKey(db_column='institution', db_comment='In which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
                ('person', models.ForeignKey(db_column='person', db_comment='Who stays', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'institutions_stay',
                'db_table_comment': 'Who stays in which institution and bed, from when until when',
            },
        ),
        migrations.CreateModel(
            name='Warning',
            fields=[
                ('id', models.BigAutoField(db_comment='Warning', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('home', models.BigIntegerField(db_comment='Place (lo) of the building the person lives in')),
                ('reading', models.UUIDField(db_comment='records_submission.client_id of the reading; the same reading warns once')),
                ('level', models.TextField(db_comment='warning, or emergency: it cannot wait')),
                ('found', models.JSONField(db_comment='What decided: tables with clause, row and outcome; changes from the baseline')),
                ('occurred_at', models.DateTimeField(db_comment='When it was measured, as claimed, UTC')),
                ('raised_at', models.DateTimeField(db_comment='When the reading was received and judged, UTC')),
                ('institution', models.ForeignKey(db_column='institution', db_comment='In which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
                ('person', models.ForeignKey(db_column='person', db_comment='Whom it is about', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'institutions_warning',
                'db_table_comment': 'Warnings raised from rounds; append-only',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('outcome', models.TextField(db_comment='Empty: taken over; else what came of it: false_alarm, watched, treated, suspected, hospital, died', default='')),
                ('note', models.TextField(db_comment='In the words of who did it', default='')),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did it')),
                ('warning', models.ForeignKey(db_column='warning', db_comment='Which warning', on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='institutions.warning')),
            ],
            options={
                'db_table': 'institutions_step',
                'db_table_comment': 'Taking over and outcome of warnings; append-only',
            },
        ),
        migrations.CreateModel(
            name='Zone',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('zone', models.TextField(db_comment='closed_loop, mobile or observation')),
                ('since', models.DateTimeField(db_comment='From when on, UTC')),
                ('until', models.DateTimeField(db_comment='Until when, UTC; null while it holds', null=True)),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who said so', null=True)),
                ('ended_by', models.BigIntegerField(db_comment='accounts_user.id of who ended it', null=True)),
                ('institution', models.ForeignKey(db_column='institution', db_comment='Of which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
                ('location', models.ForeignKey(db_column='location', db_comment='Which part, with all within that has no zone of its own', on_delete=django.db.models.deletion.RESTRICT, related_name='zones', to='institutions.location')),
            ],
            options={
                'db_table': 'institutions_zone',
                'db_table_comment': 'Zones of houses: closed-loop, mobile, health observation; only ended',
            },
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(fields=['place', 'taken_at'], name='institutions_batch_place'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('method__in', ['antigen', 'laboratory'])), name='institutions_batch_method'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('whom__in', ['residents', 'staff'])), name='institutions_batch_whom'),
        ),
        migrations.AddIndex(
            model_name='arrangement',
            index=models.Index(fields=['place'], name='institutions_arrangement_place'),
        ),
        migrations.AddConstraint(
            model_name='arrangement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['clinic', 'hospital', 'laboratory', 'duty', 'plan', 'guideline'])), name='institutions_arrangement_kind'),
        ),
        migrations.AddConstraint(
            model_name='arrangement',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='institutions_arrangement_named'),
        ),
        migrations.AddConstraint(
            model_name='arrangement',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='institutions_arrangement_forward'),
        ),
        migrations.AddConstraint(
            model_name='arrangement',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('institution', 'kind'), name='institutions_arrangement_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='location',
            index=models.Index(fields=['place', 'kind'], name='institutions_location_place'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['building', 'floor', 'room', 'bed'])), name='institutions_location_kind'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('above__isnull', True), ('kind', 'building')), models.Q(('above__isnull', False), ('kind__in', ['floor', 'room', 'bed'])), _connector='OR'), name='institutions_location_within'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('institution', 'above', 'name'), name='institutions_location_one_per_name', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='institutions_location_forward'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['place'], name='institutions_post_place'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('job__in', ['head', 'nurse', 'carer', 'doctor', 'social_worker', 'cook', 'cleaner', 'guard', 'other'])), name='institutions_post_job'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='institutions_post_named'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='institutions_post_forward'),
        ),
        migrations.AddIndex(
            model_name='sample',
            index=models.Index(fields=['place'], name='institutions_sample_place'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.UniqueConstraint(fields=('batch', 'code'), name='institutions_sample_one_code'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('post__isnull', True)), models.Q(('person__isnull', True), ('post__isnull', False)), _connector='OR'), name='institutions_sample_of_one'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['place', 'at'], name='institutions_result_place'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['negative', 'positive', 'invalid'])), name='institutions_result_known'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('route__in', ['hand', 'import'])), name='institutions_result_route'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(condition=models.Q(('corrects__isnull', True)), fields=('sample',), name='institutions_result_one_first'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['place', 'since'], name='institutions_stay_place'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['in', 'leave'])), name='institutions_stay_state'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('came__in', ['admitted', 'moved', 'left', 'returned'])), name='institutions_stay_came'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('went__in', ['', 'moved', 'left', 'returned', 'discharged', 'hospital', 'died'])), name='institutions_stay_went'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('until__isnull', True), ('went', '')), models.Q(('until__isnull', False), models.Q(('went', ''), _negated=True)), _connector='OR'), name='institutions_stay_ended'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='institutions_stay_forward'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (Moments('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='institutions_stay_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('bed__isnull', False)), expressions=[('bed', '='), (Moments('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='institutions_stay_one_per_bed'),
        ),
        migrations.AddIndex(
            model_name='warning',
            index=models.Index(fields=['place', 'raised_at'], name='institutions_warning_place'),
        ),
        migrations.AddConstraint(
            model_name='warning',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['warning', 'emergency'])), name='institutions_warning_level'),
        ),
        migrations.AddConstraint(
            model_name='warning',
            constraint=models.UniqueConstraint(fields=('person', 'reading'), name='institutions_warning_once'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['place'], name='institutions_step_place'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'false_alarm', 'watched', 'treated', 'suspected', 'hospital', 'died'])), name='institutions_step_outcome'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('warning',), name='institutions_step_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', ''), _negated=True), fields=('warning',), name='institutions_step_closed_once'),
        ),
        migrations.AddIndex(
            model_name='zone',
            index=models.Index(fields=['place'], name='institutions_zone_place'),
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(('zone__in', ['closed_loop', 'mobile', 'observation'])), name='institutions_zone_known'),
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('location',), name='institutions_zone_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='institutions_zone_forward'),
        ),
        *scoped_table("institutions_institution", "select, insert"),
        allow("institutions_institution", "update (until)"),
        *scoped_table("institutions_location", "select, insert"),
        allow("institutions_location", "update (household, until)"),
        *scoped_table("institutions_zone", "select, insert"),
        allow("institutions_zone", "update (until, ended_by)"),
        *scoped_table("institutions_arrangement", "select, insert"),
        allow("institutions_arrangement", "update (until)"),
        *about_people("institutions_stay", "select, insert"),
        allow("institutions_stay", "update (until, went, ended_at, ended_by)"),
        *about_people("institutions_post", "select, insert"),
        allow("institutions_post", "update (until)"),
        *about_people("institutions_warning", "select, insert"),
        *about_people("institutions_step", "select, insert"),
        *about_people("institutions_batch", "select, insert"),
        *about_people("institutions_sample", "select, insert"),
        *about_people("institutions_result", "select, insert"),
    ]
