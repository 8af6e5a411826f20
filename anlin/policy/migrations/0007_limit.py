"""Limits: numbers that orders set outside of duties; public, so without row-level security."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import allow


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0006_draft_scope'),
    ]

    operations = [
        migrations.CreateModel(
            name='Limit',
            fields=[
                ('id', models.SmallAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('name', models.TextField(db_comment='what the number is of; limits.name')),
                ('since', models.DateField(db_comment='first day in China; terms.from')),
                ('until', models.DateField(db_comment='first day no longer; null: open; terms.until', null=True)),
                ('value', models.DecimalField(db_comment='the number, in the unit beside it; terms.value', decimal_places=2, max_digits=8)),
                ('unit', models.TextField(db_comment='celsius or days; limits.unit')),
                ('stricter', models.TextField(db_comment='which of two numbers is the stricter: less or more')),
                ('confidence', models.TextField(db_comment='how well the source is known: document, LAW, ...')),
                ('clause', models.ForeignKey(db_comment='source', on_delete=django.db.models.deletion.PROTECT, related_name='limits', to='policy.clause')),
                ('pack', models.ForeignKey(db_comment='its pack', on_delete=django.db.models.deletion.PROTECT, related_name='limits', to='policy.pack')),
            ],
            options={
                'db_table': 'policy_limit',
                'db_table_comment': 'Numbers that orders set outside of duties',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='policy_limit_forward'), models.UniqueConstraint(fields=('pack', 'name', 'since'), name='policy_limit_one_from_a_day'), models.CheckConstraint(condition=models.Q(('unit__in', ['celsius', 'days'])), name='policy_limit_unit_known'), models.CheckConstraint(condition=models.Q(('stricter__in', ['less', 'more'])), name='policy_limit_stricter_known')],
            },
        ),
        allow('policy_limit', 'select'),
    ]
