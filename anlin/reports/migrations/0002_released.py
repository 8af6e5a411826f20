"""Figures made public: everybody reads what two persons approved, the place itself its drafts."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, WHOLLY_IN_SCOPE, allow

HERE = IN_SCOPE.format(column="place")
WITHIN = WHOLLY_IN_SCOPE.format(lo="place", hi="ends")


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_counts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(db_comment='Release of figures', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was drafted', unique=True)),
                ('place', models.BigIntegerField(db_comment='lo of the place whose figures they are')),
                ('ends', models.BigIntegerField(db_comment="end of that place's range, exclusive")),
                ('level', models.SmallIntegerField(db_comment='0 nation to 4 street: who publishes')),
                ('name', models.TextField(db_comment='name of the place; source: places_place')),
                ('day', models.DateField(db_comment='the day that is counted, in China')),
                ('as_of', models.DateTimeField(db_comment='the figures are right as of here, UTC')),
                ('content', models.JSONField(db_comment='per figure: name, title and meaning in both languages, clause, number')),
                ('note', models.TextField(db_comment='what is said beside them, in words')),
                ('drafted_by', models.BigIntegerField(db_comment='accounts_user.id of who drafted it')),
                ('drafter', models.TextField(db_comment='name of who drafted it; source: accounts_user')),
                ('drafted_at', models.DateTimeField(db_comment='when, UTC')),
                ('approved_by', models.BigIntegerField(db_comment='accounts_user.id of the second', null=True)),
                ('approver', models.TextField(db_comment='name of the second; source: accounts_user', default='')),
                ('approved_at', models.DateTimeField(db_comment='since when it is public, UTC; or null', null=True)),
                ('clause', models.TextField(db_comment='clause by which this level publishes', default='')),
                ('order', models.TextField(db_comment='order of that clause', default='')),
                ('corrects', models.OneToOneField(db_column='corrects', db_comment='the published release that this one corrects; null: none', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='corrected_by', to='reports.release')),
            ],
            options={
                'db_table': 'reports_release',
                'db_table_comment': 'Figures made public; approving a draft is the only change',
                'indexes': [models.Index(fields=['place', '-day'], name='reports_release_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__gte', models.F('drafted_at')), ('approved_by__isnull', False), models.Q(('approved_by', models.F('drafted_by')), _negated=True)), _connector='OR'), name='reports_release_by_two')],
            },
        ),
        migrations.RunSQL(
            "alter table reports_release enable row level security;"
            "alter table reports_release force row level security;"
            f"create policy reports_release_scope on reports_release using ({HERE})"
            f" with check ({HERE} and {WITHIN});"
            "create policy reports_release_public on reports_release for select"
            " using (approved_at is not null);",
            "drop policy reports_release_public on reports_release;"
            "drop policy reports_release_scope on reports_release;"
            "alter table reports_release no force row level security;"
            "alter table reports_release disable row level security;",
        ),
        allow("reports_release", "select, insert"),
        allow(
            "reports_release", 'update (approved_by, approver, approved_at, clause, "order")'
        ),
    ]
