"""The ledger of persons: tables, one fact at a time, and who may see a row."""

import anlin.people.models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from anlin.base.migration import scoped_table


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(db_comment='Household', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('door', models.TextField(db_comment='Door inside the building as written on it, such as 3-1-402')),
                ('label', models.TextField(db_comment='How neighbours call the household, such as its head')),
            ],
            options={
                'db_table': 'people_household',
                'db_table_comment': 'Those who live behind one door',
                'constraints': [models.UniqueConstraint(fields=('place', 'door'), name='people_household_one_per_door')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(db_comment='Person; the subject of obligations', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('name', models.TextField(db_comment='Name as on the identity card')),
                ('sex', models.TextField(db_comment='Sex: male or female')),
                ('born_on', models.DateField(db_comment='Day of birth')),
                ('phone', models.TextField(db_comment='Telephone, digits only; empty if none; shown masked in lists', default='')),
                ('area', models.BigIntegerField(db_comment='Community (lo) in which the identity number must be unique')),
                ('id_sealed', models.BinaryField(db_comment='Identity number under authenticated encryption; null if none known', null=True)),
                ('id_index', models.BinaryField(db_comment='Keyed digest of the identity number in its area, to find doubles', null=True)),
                ('household', models.ForeignKey(db_column='household', db_comment='Household they live in now', on_delete=django.db.models.deletion.RESTRICT, to='people.household')),
            ],
            options={
                'db_table': 'people_person',
                'db_table_comment': 'Residents as the ledger knows them now',
            },
        ),
        migrations.CreateModel(
            name='Health',
            fields=[
                ('id', models.BigAutoField(db_comment='Finding of one survey of one person', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('disease', models.TextField(db_comment='Underlying disease: none, stable or unstable')),
                ('vaccination', models.TextField(db_comment='Vaccination: none, partial or full')),
                ('since', models.DateField(db_comment='First day on which it holds, in China')),
                ('until', models.DateField(db_comment='First day on which it no longer holds; null while it holds', null=True)),
                ('person', models.ForeignKey(db_column='person', db_comment='Who was surveyed', on_delete=django.db.models.deletion.CASCADE, to='people.person')),
            ],
            options={
                'db_table': 'people_health',
                'db_table_comment': 'Findings of the health survey, from when until when',
            },
        ),
        migrations.CreateModel(
            name='Residence',
            fields=[
                ('id', models.BigAutoField(db_comment='Stay of one person in one household', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('since', models.DateField(db_comment='First day on which it holds, in China')),
                ('until', models.DateField(db_comment='First day on which it no longer holds; null while it holds', null=True)),
                ('household', models.ForeignKey(db_column='household', db_comment='Household lived in', on_delete=django.db.models.deletion.RESTRICT, to='people.household')),
                ('person', models.ForeignKey(db_column='person', db_comment='Who lives there', on_delete=django.db.models.deletion.CASCADE, to='people.person')),
            ],
            options={
                'db_table': 'people_residence',
                'db_table_comment': 'Where somebody lived, from when until when',
            },
        ),
        migrations.CreateModel(
            name='SpecialGroup',
            fields=[
                ('id', models.BigAutoField(db_comment='Membership of one person in one group', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('group', models.TextField(db_comment='Special group by name; the list is Group in anlin/people/rules.py')),
                ('since', models.DateField(db_comment='First day on which it holds, in China')),
                ('until', models.DateField(db_comment='First day on which it no longer holds; null while it holds', null=True)),
                ('person', models.ForeignKey(db_column='person', db_comment='Who belongs to it', on_delete=django.db.models.deletion.CASCADE, to='people.person')),
            ],
            options={
                'db_table': 'people_special_group',
                'db_table_comment': 'Who belongs to which special group, from when until when',
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['place'], name='people_person_place'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('area', 'id_index'), name='people_person_one_per_id'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('id_index__isnull', True), ('id_sealed__isnull', True)), models.Q(('id_index__isnull', False), ('id_sealed__isnull', False)), _connector='OR'), name='people_person_id_sealed_with_index'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='people_person_named'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['male', 'female'])), name='people_person_sex_known'),
        ),
        migrations.AddIndex(
            model_name='health',
            index=models.Index(fields=['place'], name='people_health_place'),
        ),
        migrations.AddConstraint(
            model_name='health',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (anlin.people.models.Days('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='people_health_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='health',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='people_health_forward'),
        ),
        migrations.AddConstraint(
            model_name='health',
            constraint=models.CheckConstraint(condition=models.Q(('disease__in', ['none', 'stable', 'unstable'])), name='people_health_disease_known'),
        ),
        migrations.AddConstraint(
            model_name='health',
            constraint=models.CheckConstraint(condition=models.Q(('vaccination__in', ['none', 'partial', 'full'])), name='people_health_vaccination_known'),
        ),
        migrations.AddIndex(
            model_name='residence',
            index=models.Index(fields=['place'], name='people_residence_place'),
        ),
        migrations.AddConstraint(
            model_name='residence',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (anlin.people.models.Days('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='people_residence_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='residence',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='people_residence_forward'),
        ),
        migrations.AddIndex(
            model_name='specialgroup',
            index=models.Index(fields=['place'], name='people_special_group_place'),
        ),
        migrations.AddConstraint(
            model_name='specialgroup',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('group', '='), (anlin.people.models.Days('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='people_special_group_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='specialgroup',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='people_special_group_forward'),
        ),
        migrations.AddConstraint(
            model_name='specialgroup',
            constraint=models.CheckConstraint(condition=models.Q(('group__in', ['lone_elder', 'orphan', 'unattended_child', 'disabled_no_self_care', 'left_behind_child', 'left_behind_elder', 'severe_mental_disorder'])), name='people_special_group_known'),
        ),
        *(
            operation
            for table in (
                "people_household",
                "people_person",
                "people_residence",
                "people_special_group",
                "people_health",
            )
            for operation in scoped_table(table, "select, insert, update", names=True)
        ),
    ]
