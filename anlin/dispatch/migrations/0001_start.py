"""Needs, their steps and their words; who may see which, and that nothing in them changes."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, WITH_NAMES, allow, scoped_table

# The words of a resident's need are for who may see persons; those of a place for whoever sees it.
WORDS = f"{IN_SCOPE.format(column='place')} and (person is null or true{WITH_NAMES})"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(db_comment='Need', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered: sent twice is once', unique=True)),
                ('place', models.BigIntegerField(db_comment='Where: lo of a building, grid, community or place above it, the key of row-level security')),
                ('kind', models.TextField(db_comment='medicine, care, daily, psychological, staff, transport, supplies, laboratory or other')),
                ('personal', models.BooleanField(db_comment="It is a resident's, not that of the place itself")),
                ('level', models.SmallIntegerField(db_comment='Level that was asked first: 5 community to 0 nation, by the order of that day')),
                ('at', models.DateTimeField(db_comment='When it was raised, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who raised it; below 0: the resident, by that link')),
            ],
            options={
                'db_table': 'dispatch_need',
                'db_table_comment': 'Needs and difficulties; only where a resident lives changes',
                'indexes': [models.Index(fields=['place', 'at'], name='dispatch_need_place'), models.Index(fields=['at'], name='dispatch_need_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['medicine', 'care', 'daily', 'psychological', 'staff', 'transport', 'supplies', 'laboratory', 'other'])), name='dispatch_need_kind'), models.CheckConstraint(condition=models.Q(('level__gte', 0), ('level__lte', 5)), name='dispatch_need_level')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Where: lo of a building, grid, community or place above it, the key of row-level security')),
                ('what', models.TextField(db_comment='answered, passed, settled, merged or reopened')),
                ('level', models.SmallIntegerField(db_comment='passed: the level it was passed to; else null', null=True)),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did it')),
                ('from_place', models.BigIntegerField(db_comment='lo of the place they work at')),
                ('need', models.ForeignKey(db_column='need', db_comment='About which', on_delete=django.db.models.deletion.RESTRICT, to='dispatch.need')),
                ('other', models.ForeignKey(db_column='other', db_comment='merged: the need that stands for it; else null', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='merged', to='dispatch.need')),
            ],
            options={
                'db_table': 'dispatch_step',
                'db_table_comment': 'What was done about needs; append-only',
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Where: lo of a building, grid, community or place above it, the key of row-level security')),
                ('text', models.TextField(db_comment='In the words of who raised it or did something')),
                ('need', models.ForeignKey(db_column='need', db_comment='About which', on_delete=django.db.models.deletion.RESTRICT, to='dispatch.need')),
                ('person', models.ForeignKey(db_column='person', db_comment="Whose need it is; null: the place's own", null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
                ('step', models.OneToOneField(db_column='step', db_comment='Said with it; null: raised', null=True, on_delete=django.db.models.deletion.RESTRICT, to='dispatch.step')),
            ],
            options={
                'db_table': 'dispatch_word',
                'db_table_comment': 'Words of needs and steps; append-only',
            },
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['need', 'at'], name='dispatch_step_need'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['other'], name='dispatch_step_other'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['place', 'at'], name='dispatch_step_place'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['answered', 'passed', 'settled', 'merged', 'reopened'])), name='dispatch_step_what'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level__isnull', False), ('what', 'passed')), models.Q(models.Q(('what', 'passed'), _negated=True), ('level__isnull', True)), _connector='OR'), name='dispatch_step_passed_to'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('other__isnull', False), ('what', 'merged')), models.Q(models.Q(('what', 'merged'), _negated=True), ('other__isnull', True)), _connector='OR'), name='dispatch_step_merged_into'),
        ),
        migrations.AddIndex(
            model_name='word',
            index=models.Index(fields=['need'], name='dispatch_word_need'),
        ),
        migrations.AddIndex(
            model_name='word',
            index=models.Index(fields=['person'], name='dispatch_word_person'),
        ),
        migrations.AddIndex(
            model_name='word',
            index=models.Index(fields=['place'], name='dispatch_word_place'),
        ),
        migrations.AddConstraint(
            model_name='word',
            constraint=models.UniqueConstraint(condition=models.Q(('step__isnull', True)), fields=('need',), name='dispatch_word_raised_once'),
        ),
        *scoped_table("dispatch_need", "select, insert"),
        allow("dispatch_need", "update (place)"),
        *scoped_table("dispatch_step", "select, insert"),
        migrations.RunSQL(
            "alter table dispatch_word enable row level security;"
            "alter table dispatch_word force row level security;"
            f"create policy dispatch_word_scope on dispatch_word using ({WORDS}) with check ({WORDS});",
            "drop policy dispatch_word_scope on dispatch_word;"
            "alter table dispatch_word no force row level security;"
            "alter table dispatch_word disable row level security;",
        ),
        allow("dispatch_word", "select, insert, update (place)"),
    ]
