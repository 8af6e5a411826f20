"""Who answers for whom: everybody sees who answers above and below; a household needs names."""

import anlin.committees.models.charge
import anlin.committees.rules.charge
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, WHOLLY_IN_SCOPE, allow

ABOVE = (
    "place < nullif(current_setting('anlin.lo', true), '')::bigint "
    "and ends > nullif(current_setting('anlin.lo', true), '')::bigint"
)
MEETS = (
    f"({IN_SCOPE.format(column='place')} or {ABOVE}) "
    "and (household is null or current_setting('anlin.names', true) = 'yes')"
)
WITHIN = WHOLLY_IN_SCOPE.format(lo="place", hi="ends")


class Migration(migrations.Migration):

    dependencies = [
        ('committees', '0001_start'),
        ('people', '0002_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='Responsible',
            fields=[
                ('id', models.BigAutoField(db_comment='Charge of one person', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered', unique=True)),
                ('place', models.BigIntegerField(db_comment='Place answered for (places_place.lo)')),
                ('ends', models.BigIntegerField(db_comment="End of that place's range, exclusive")),
                ('level', models.SmallIntegerField(db_comment='Level of that place: 0 nation to 7 building')),
                ('charge', models.TextField(db_comment='secretary, steward, doctor, hospital, on_duty or cadre (of a household)')),
                ('name', models.TextField(db_comment='Name of the person, or of the hospital')),
                ('post', models.TextField(db_comment='What they are otherwise, such as deputy secretary')),
                ('phone', models.TextField(db_comment='Telephone by which they are reached')),
                ('since', models.DateField(db_comment='First day, in China')),
                ('until', models.DateField(db_comment='First day no longer; null: holds', null=True)),
                ('agreed', models.TextField(db_comment='How and when they agreed to stand in, in words; empty for an own charge')),
                ('at', models.DateTimeField(db_comment='When it was entered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who entered it')),
                ('ended_at', models.DateTimeField(db_comment='When its end was entered, UTC, or null', null=True)),
                ('ended_by', models.BigIntegerField(db_comment='accounts_user.id of who ended it', null=True)),
                ('ending', models.TextField(db_comment='Why it ended, in words', default='')),
                ('household', models.ForeignKey(db_column='household', db_comment='Household of a medical worker that the cadre is tied to; else null', null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.household')),
                ('stands_in', models.ForeignKey(db_column='stands_in', db_comment='The charge that is covered while its holder is away; null: none', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='covers', to='committees.responsible')),
            ],
            options={
                'db_table': 'committees_responsible',
                'db_table_comment': 'Who answers for whom, day by day; ending is the only change',
                'indexes': [models.Index(fields=['place', 'charge'], name='committees_responsible_place'), models.Index(fields=['household'], name='committees_responsible_home'), models.Index(condition=models.Q(('stands_in__isnull', False)), fields=['stands_in'], name='committees_responsible_covers')],
                'constraints': [models.CheckConstraint(condition=models.Q(('charge__in', ['secretary', 'steward', 'doctor', 'hospital', 'on_duty', 'cadre'])), name='committees_responsible_charge'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='committees_responsible_forward'), models.CheckConstraint(condition=models.Q(models.Q(('charge', anlin.committees.rules.charge.Charge['CADRE']), ('household__isnull', False)), models.Q(models.Q(('charge', anlin.committees.rules.charge.Charge['CADRE']), _negated=True), ('household__isnull', True)), _connector='OR'), name='committees_responsible_cadre'), models.CheckConstraint(condition=models.Q(models.Q(('agreed', ''), ('stands_in__isnull', True)), models.Q(('stands_in__isnull', False), ('until__isnull', False), models.Q(('agreed', ''), _negated=True)), _connector='OR'), name='committees_responsible_cover'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('household__isnull', True), ('stands_in__isnull', True)), expressions=[('place', '='), ('level', '='), ('charge', '='), (anlin.committees.models.charge.Days('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='committees_responsible_one_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('household__isnull', False), ('stands_in__isnull', True)), expressions=[('household', '='), (anlin.committees.models.charge.Days('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='committees_responsible_one_cadre'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('stands_in__isnull', False)), expressions=[('stands_in', '='), (anlin.committees.models.charge.Days('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='committees_responsible_one_cover')],
            },
        ),
        migrations.RunSQL(
            "alter table committees_responsible enable row level security;"
            "alter table committees_responsible force row level security;"
            f"create policy committees_responsible_scope on committees_responsible using ({MEETS})"
            f" with check ({MEETS} and {WITHIN});",
            "drop policy committees_responsible_scope on committees_responsible;"
            "alter table committees_responsible no force row level security;"
            "alter table committees_responsible disable row level security;",
        ),
        allow("committees_responsible", "select, insert"),
        allow("committees_responsible", "update (until, ended_at, ended_by, ending)"),
    ]
