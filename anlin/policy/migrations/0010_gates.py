"""Limits make gates: more units, and levels of the county under which one holds."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0009_day0_rule'),
    ]

    operations = [
        migrations.AddField(
            model_name='limit',
            name='levels',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_comment='levels of the county under which it holds; empty: always; limits.when', db_default=[], default=list, size=None),
        ),
        migrations.AlterField(
            model_name='limit',
            name='unit',
            field=models.TextField(db_comment='celsius, days, hours, ...; limits.unit'),
        ),
        migrations.RemoveConstraint(
            model_name='limit',
            name='policy_limit_unit_known',
        ),
        migrations.AddConstraint(
            model_name='limit',
            constraint=models.CheckConstraint(condition=models.Q(('unit__in', ['celsius', 'days', 'hours', 'count', 'people', 'percent'])), name='policy_limit_unit_known'),
        ),
    ]
