"""Ladders: who is told of a lapse after how long; public, so without row-level security."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import allow


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0003_local_orders'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ladder',
            fields=[
                ('id', models.SmallAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('since', models.DateField(db_comment='first day in China; terms.from')),
                ('until', models.DateField(db_comment='first day no longer; null: open; terms.until', null=True)),
                ('rungs', models.JSONField(db_comment='[level 0 nation to 5 community, seconds after the lapse, seconds one holds]')),
                ('cap', models.SmallIntegerField(db_comment="most lapses a leader's place is told singly a day")),
                ('quiet_from', models.TimeField(db_comment='clock in China; null: no quiet hours', null=True)),
                ('quiet_until', models.TimeField(db_comment='clock in China; null: no quiet hours', null=True)),
                ('confidence', models.TextField(db_comment='how well the source is known: document, LAW, ...')),
                ('clause', models.ForeignKey(db_comment='source', on_delete=django.db.models.deletion.PROTECT, related_name='ladders', to='policy.clause')),
                ('pack', models.ForeignKey(db_comment='its pack', on_delete=django.db.models.deletion.PROTECT, related_name='ladders', to='policy.pack')),
            ],
            options={
                'db_table': 'policy_ladder',
                'db_table_comment': 'Which level is told of a lapse after how long',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='policy_ladder_forward'), models.UniqueConstraint(fields=('pack', 'since'), name='policy_ladder_one_from_a_day'), models.CheckConstraint(condition=models.Q(('cap__gte', 1)), name='policy_ladder_cap'), models.CheckConstraint(condition=models.Q(models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False)), _connector='OR'), name='policy_ladder_quiet_both_ends')],
            },
        ),
        allow('policy_ladder', 'select'),
    ]
