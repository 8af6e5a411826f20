"""The law as released, and where it is in force; public, so without row-level security."""

import anlin.policy.models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from anlin.base.migration import allow


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.TextField(db_collation='C', db_comment='document and number: E-8', primary_key=True, serialize=False)),
                ('number', models.SmallIntegerField(db_comment='position within the order, from 1')),
                ('kind', models.TextField(db_comment='what it asks for: cadence, deadline, gate, ...')),
                ('capability', models.TextField(db_comment="row of the product's mission that carries it: M07")),
                ('where', models.TextField(db_comment='place in the source document')),
                ('zh', models.TextField(db_comment='what it says, in Chinese, our own words')),
                ('en', models.TextField(db_comment='what it says, in English, our own words')),
                ('state', models.TextField(db_comment='carried (by measures), not yet, or by capability')),
            ],
            options={
                'db_table': 'policy_clause',
                'db_table_comment': 'Numbered places in orders',
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.TextField(db_collation='C', db_comment='file in orders/', primary_key=True, serialize=False)),
                ('document', models.TextField(db_comment="letters that begin its clauses' ids")),
                ('title_zh', models.TextField(db_comment='title in Chinese')),
                ('title_en', models.TextField(db_comment='title in English')),
                ('issuer_zh', models.TextField(db_comment='issuer in Chinese')),
                ('issuer_en', models.TextField(db_comment='issuer in English')),
                ('number', models.TextField(db_comment='official number; empty if it has none')),
                ('issued_on', models.DateField(db_comment='date of the document')),
                ('jurisdiction', models.TextField(db_collation='C', db_comment='code of the place it speaks for')),
                ('confidence', models.TextField(db_comment='how the text is known: document, LAW, WEB, OWN')),
            ],
            options={
                'db_table': 'policy_order',
                'db_table_comment': 'Documents that packs carry',
            },
        ),
        migrations.CreateModel(
            name='Carries',
            fields=[
                ('id', models.SmallAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('clause', models.ForeignKey(db_comment='the clause', on_delete=django.db.models.deletion.PROTECT, to='policy.clause')),
            ],
            options={
                'db_table': 'policy_carries',
                'db_table_comment': 'Which measure carries which clause',
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.SmallAutoField(db_comment='row number; other rooms point to it', primary_key=True, serialize=False)),
                ('code', models.TextField(db_collation='C', db_comment='file in measures/', unique=True)),
                ('kind', models.TextField(db_comment='cadence, deadline or class')),
                ('zh', models.TextField(db_comment='what is asked, one sentence in Chinese')),
                ('en', models.TextField(db_comment='what is asked, one sentence in English')),
                ('population', models.TextField(db_comment='name of the population concerned')),
                ('class_name', models.TextField(db_comment='class that narrows the population; empty: none')),
                ('outcomes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_comment='outcomes concerned; empty: all', size=None)),
                ('owed_by', models.TextField(db_comment='role that owes it')),
                ('evidence', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_comment='kinds of evidence that count', size=None)),
                ('minutes', models.SmallIntegerField(db_comment='minutes of work for one act; minutes_basis')),
                ('minutes_basis', models.TextField(db_comment='where the minutes come from')),
                ('stricter', models.JSONField(db_comment='which way a local pack may move each parameter')),
                ('clauses', models.ManyToManyField(related_name='measures', through='policy.Carries', to='policy.clause')),
            ],
            options={
                'db_table': 'policy_measure',
                'db_table_comment': 'What clauses ask, in a form that can be held',
            },
        ),
        migrations.AddField(
            model_name='carries',
            name='measure',
            field=models.ForeignKey(db_comment='the measure', on_delete=django.db.models.deletion.PROTECT, to='policy.measure'),
        ),
        migrations.AddField(
            model_name='clause',
            name='order',
            field=models.ForeignKey(db_comment='its order', on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='policy.order'),
        ),
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.SmallAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('name', models.TextField(db_collation='C', db_comment='its folder; pack.yaml name', unique=True)),
                ('title_zh', models.TextField(db_comment='title in Chinese; pack.yaml title')),
                ('title_en', models.TextField(db_comment='title in English; pack.yaml title')),
                ('issuer_zh', models.TextField(db_comment='who issued it, in Chinese; pack.yaml issuer')),
                ('issuer_en', models.TextField(db_comment='who issued it, in English; pack.yaml issuer')),
                ('jurisdiction', models.TextField(db_collation='C', db_comment='place it is made for; pack.yaml')),
                ('regime', models.TextField(db_comment='class-a-2020, class-b-2023 or routine; pack.yaml regime')),
                ('status', models.TextField(db_comment='active, draft or demonstration; pack.yaml')),
                ('since', models.DateField(db_comment='first day in force; pack.yaml in_force.from')),
                ('until', models.DateField(db_comment='first day no more; null: open; pack.yaml', null=True)),
                ('checked_on', models.DateField(db_comment='day somebody last read the source; pack.yaml checked')),
                ('above', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_comment='packs it may tighten; pack.yaml', size=None)),
            ],
            options={
                'db_table': 'policy_pack',
                'db_table_comment': 'Sets of orders released together',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='policy_pack_forward'), models.CheckConstraint(condition=models.Q(('status__in', ['active', 'draft', 'demonstration'])), name='policy_pack_status_known')],
            },
        ),
        migrations.AddField(
            model_name='order',
            name='pack',
            field=models.ForeignKey(db_comment='its pack', on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='policy.pack'),
        ),
        migrations.AddField(
            model_name='measure',
            name='pack',
            field=models.ForeignKey(db_comment='its pack', on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='policy.pack'),
        ),
        migrations.CreateModel(
            name='ClassTable',
            fields=[
                ('id', models.SmallAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('name', models.TextField(db_collation='C', db_comment='class it decides, such as risk_tier')),
                ('zh', models.TextField(db_comment='what it decides, in Chinese')),
                ('en', models.TextField(db_comment='what it decides, in English')),
                ('axes', models.JSONField(db_comment='its axes: name, values, least number of each band, words')),
                ('outcomes', models.JSONField(db_comment='its outcomes from mild to severe, with words')),
                ('rows', models.JSONField(db_comment='its rows in order: number, outcome, values taken')),
                ('score', models.JSONField(db_comment='points and outcomes; null: no score', null=True)),
                ('clause', models.ForeignKey(db_comment='source', on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='policy.clause')),
                ('pack', models.ForeignKey(db_comment='its pack', on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='policy.pack')),
            ],
            options={
                'db_table': 'policy_class',
                'db_table_comment': 'Decision tables of classes',
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.AutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.TextField(db_collation='C', db_comment='code of the place it holds in')),
                ('lo', models.BigIntegerField(db_comment='first padded code of the place', db_index=True)),
                ('hi', models.BigIntegerField(db_comment='first padded code after the place')),
                ('since', models.DateField(db_comment='first day it holds')),
                ('until', models.DateField(db_comment='first day it no longer holds; null: open', null=True)),
                ('adopted_by', models.BigIntegerField(db_comment='accounts_user.id; null: the pack says so', null=True)),
                ('adopted_at', models.DateTimeField(db_comment='when it was adopted here')),
                ('reason', models.TextField(db_comment='why, in the words of who adopted it')),
                ('knowingly', models.BooleanField(db_comment='adopted as a draft, knowing that it is one')),
                ('pack', models.ForeignKey(db_comment='the pack', on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='policy.pack')),
            ],
            options={
                'db_table': 'policy_adoption',
                'db_table_comment': 'Which pack holds where, from when until when',
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.SmallAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('version', models.IntegerField(db_comment='version; pack.yaml version')),
                ('hash', models.TextField(db_comment="SHA-256 over the pack's canonical content; packs/lock.yaml")),
                ('released_at', models.DateTimeField(db_comment='when it was loaded here')),
                ('pack', models.ForeignKey(db_comment='which pack', on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='policy.pack')),
            ],
            options={
                'db_table': 'policy_release',
                'db_table_comment': 'Versions of packs, by hash',
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.AutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('since', models.DateField(db_comment='first day in China; terms.from')),
                ('until', models.DateField(db_comment='first day no longer; null: open; terms.until', null=True)),
                ('needs', models.SmallIntegerField(db_comment='acts asked for in one window')),
                ('every', models.SmallIntegerField(db_comment='days of a period; null: no period', null=True)),
                ('slots', models.JSONField(db_comment='[opens, closes] in seconds of the period')),
                ('grace', models.DurationField(db_comment='from closing to lapsing; terms.lapses_after')),
                ('spacing', models.DurationField(db_comment='at least between two acts that count')),
                ('within', models.DurationField(db_comment='from the event; null: no deadline', null=True)),
                ('confidence', models.TextField(db_comment='how well the source is known: document, LAW, ...')),
                ('clause', models.ForeignKey(db_comment='source', on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='policy.clause')),
                ('measure', models.ForeignKey(db_comment='its measure', on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='policy.measure')),
                ('pack', models.ForeignKey(db_comment="measure's own or local", on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='policy.pack')),
            ],
            options={
                'db_table': 'policy_term',
                'db_table_comment': 'Values of measures from a day until a day',
            },
        ),
        migrations.CreateModel(
            name='ClassCase',
            fields=[
                ('id', models.AutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('key', models.TextField(db_collation='C', db_comment='values of the axes in order, joined by |')),
                ('outcome', models.TextField(db_comment='the class; empty: nothing decides')),
                ('basis', models.TextField(db_comment='what decided: table, score or none')),
                ('row', models.TextField(db_comment='number of the row, or the points')),
                ('class_table', models.ForeignKey(db_comment='the table', on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='policy.classtable')),
            ],
            options={
                'db_table': 'policy_class_case',
                'db_table_comment': 'Every combination of every decision table, decided',
                'constraints': [models.UniqueConstraint(fields=('class_table', 'key'), name='policy_class_case_one_each')],
            },
        ),
        migrations.AddConstraint(
            model_name='carries',
            constraint=models.UniqueConstraint(fields=('measure', 'clause'), name='policy_carries_once'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['carried', 'not yet', 'by capability'])), name='policy_clause_state_known'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.UniqueConstraint(fields=('order', 'number'), name='policy_clause_one_each'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['cadence', 'deadline', 'class'])), name='policy_measure_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='classtable',
            constraint=models.UniqueConstraint(fields=('pack', 'name'), name='policy_class_one_each'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='policy_adoption_forward'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(('lo__lt', models.F('hi'))), name='policy_adoption_range'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('pack', '='), ('place', '='), (anlin.policy.models.Days('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='policy_adoption_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(fields=('pack', 'version'), name='policy_release_one_each'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='policy_term_forward'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(fields=('pack', 'measure', 'since'), name='policy_term_one_from_a_day'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('needs__gte', 1)), name='policy_term_needs'),
        ),
        *(
            allow(f"policy_{table}", "select")
            for table in (
                "pack",
                "release",
                "order",
                "clause",
                "measure",
                "carries",
                "term",
                "class",
                "class_case",
            )
        ),
        allow("policy_adoption", "select, insert, update (until)"),
    ]
