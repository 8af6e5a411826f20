"""Before duty, rota and lending: tables, and who may see them."""

import anlin.workforce.models.duty
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, allow, scoped_table, written_in_scope

NAMES = "current_setting('anlin.names', true) = 'yes'"
BOTH = f"{NAMES} and ({IN_SCOPE.format(column='place')} or {IN_SCOPE.format(column='from_place')})"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('institutions', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.BigAutoField(db_comment='Request for reinforcement', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the grid of the institution that asks')),
                ('name', models.TextField(db_comment='Name of the institution; source: institutions_institution')),
                ('job', models.TextField(db_comment='Job that is wanted, as in institutions_post')),
                ('people', models.SmallIntegerField(db_comment='How many are wanted')),
                ('since', models.DateField(db_comment='First day on which they are needed')),
                ('until', models.DateField(db_comment='First day on which they are no longer needed')),
                ('why', models.TextField(db_comment='Why, in the words of who asks')),
                ('at', models.DateTimeField(db_comment='When it was asked, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('closed_at', models.DateTimeField(db_comment='When it was closed, UTC', null=True)),
                ('closed_by', models.BigIntegerField(db_comment='accounts_user.id of who closed it', null=True)),
                ('closing', models.TextField(db_comment='met or withdrawn; empty while it stands', default='')),
            ],
            options={
                'db_table': 'workforce_request',
                'db_table_comment': 'What institutions ask others for; public within the product',
                'indexes': [models.Index(fields=['place'], name='workforce_request_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='workforce_request_forward'), models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='workforce_request_people'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closing', '')), models.Q(('closed_at__isnull', False), ('closing__in', ['met', 'withdrawn'])), _connector='OR'), name='workforce_request_closing')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('found', models.TextField(db_comment='well, symptom, negative or positive (a test), or void: only takes one back')),
                ('on_day', models.DateField(db_comment='Day on which it was found, in China')),
                ('note', models.TextField(db_comment='In the words of who registered it', default='')),
                ('at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('corrects', models.OneToOneField(db_column='corrects', db_comment='The finding that no longer counts because of this one', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='corrected_by', to='workforce.finding')),
                ('post', models.ForeignKey(db_column='post', db_comment='Post of the worker (institutions_post)', on_delete=django.db.models.deletion.RESTRICT, to='institutions.post')),
            ],
            options={
                'db_table': 'workforce_finding',
                'db_table_comment': 'What was found of workers before duty; append-only',
                'indexes': [models.Index(fields=['place'], name='workforce_finding_place'), models.Index(fields=['post', 'on_day'], name='workforce_finding_post')],
                'constraints': [models.CheckConstraint(condition=models.Q(('found__in', ['well', 'symptom', 'negative', 'positive', 'void'])), name='workforce_finding_known'), models.CheckConstraint(condition=models.Q(models.Q(('found', 'void'), _negated=True), ('corrects__isnull', False), _connector='OR'), name='workforce_finding_void_corrects')],
            },
        ),
        migrations.CreateModel(
            name='Isolation',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('since', models.DateField(db_comment='First day, in China: day 0')),
                ('until', models.DateField(db_comment='Day it was left; null while it lasts', null=True)),
                ('at_what', models.TextField(db_comment='Where, in words; empty if not said')),
                ('at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('ended_by', models.BigIntegerField(db_comment='accounts_user.id of who ended it', null=True)),
                ('post', models.ForeignKey(db_column='post', db_comment='Post of the worker (institutions_post)', on_delete=django.db.models.deletion.RESTRICT, to='institutions.post')),
            ],
            options={
                'db_table': 'workforce_isolation',
                'db_table_comment': 'Isolation of workers before duty; only ended',
                'indexes': [models.Index(fields=['place'], name='workforce_isolation_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('post',), name='workforce_isolation_one_at_a_time'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='workforce_isolation_forward')],
            },
        ),
        migrations.CreateModel(
            name='Loan',
            fields=[
                ('id', models.BigAutoField(db_comment='Loan of one worker', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the grid of the borrower')),
                ('from_place', models.BigIntegerField(db_comment='Place: lo of the grid of the lender')),
                ('post', models.BigIntegerField(db_comment='institutions_post.id of the worker at the lender')),
                ('there', models.BigIntegerField(db_comment='institutions_post.id at the borrower; null until they arrive', null=True)),
                ('lender', models.TextField(db_comment='Name of the lending institution')),
                ('name', models.TextField(db_comment='Name of the worker; source: institutions_post')),
                ('phone', models.TextField(db_comment='Telephone; source: institutions_post', default='')),
                ('job', models.TextField(db_comment='Job; source: institutions_post')),
                ('state', models.TextField(db_comment='offered, declined, withdrawn, accepted, arrived or returned')),
                ('offered_at', models.DateTimeField(db_comment='When it was offered, UTC')),
                ('offered_by', models.BigIntegerField(db_comment='accounts_user.id of who offered')),
                ('answered_at', models.DateTimeField(db_comment='When it was answered, UTC', null=True)),
                ('answered_by', models.BigIntegerField(db_comment='accounts_user.id of who answered', null=True)),
                ('arrived_at', models.DateTimeField(db_comment='When the worker arrived, UTC', null=True)),
                ('returned_at', models.DateTimeField(db_comment='When the worker went back, UTC', null=True)),
                ('request', models.ForeignKey(db_column='request', db_comment='Which request it answers', on_delete=django.db.models.deletion.RESTRICT, to='workforce.request')),
            ],
            options={
                'db_table': 'workforce_loan',
                'db_table_comment': 'Workers lent to other institutions; both sides see the row',
                'indexes': [models.Index(fields=['request'], name='workforce_loan_request'), models.Index(fields=['place'], name='workforce_loan_place'), models.Index(fields=['from_place'], name='workforce_loan_from')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['offered', 'accepted', 'arrived'])), fields=('post',), name='workforce_loan_one_at_a_time'), models.CheckConstraint(condition=models.Q(('state__in', ['offered', 'declined', 'withdrawn', 'accepted', 'arrived', 'returned'])), name='workforce_loan_state'), models.CheckConstraint(condition=models.Q(('place', models.F('from_place')), _negated=True), name='workforce_loan_of_two')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(db_comment='Shift of one worker', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('since', models.DateTimeField(db_comment='When it begins, UTC')),
                ('until', models.DateTimeField(db_comment='When it ends, UTC')),
                ('inside', models.BooleanField(db_comment='Stays inside the closed institution between shifts, too')),
                ('at', models.DateTimeField(db_comment='When it was planned, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('cancelled_at', models.DateTimeField(db_comment='When it was taken back, UTC', null=True)),
                ('cancelled_by', models.BigIntegerField(db_comment='accounts_user.id of who did so', null=True)),
                ('handed_at', models.DateTimeField(db_comment='When it was handed over, UTC', null=True)),
                ('handed_by', models.BigIntegerField(db_comment='accounts_user.id of who did so', null=True)),
                ('note', models.TextField(db_comment='What the next shift must know', default='')),
                ('handed_to', models.ForeignKey(db_column='handed_to', db_comment='Who took over (institutions_post)', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='taken_over', to='institutions.post')),
                ('post', models.ForeignKey(db_column='post', db_comment='Post of the worker (institutions_post)', on_delete=django.db.models.deletion.RESTRICT, to='institutions.post')),
            ],
            options={
                'db_table': 'workforce_shift',
                'db_table_comment': 'Who is on duty when; taken back or handed over, never changed',
                'indexes': [models.Index(fields=['place', 'since'], name='workforce_shift_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='workforce_shift_forward'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('cancelled_at__isnull', True)), expressions=[('post', '='), (anlin.workforce.models.duty.Moments('since', 'until', django.contrib.postgres.fields.ranges.RangeBoundary()), '&&')], name='workforce_shift_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Start',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('asked', models.JSONField(db_comment='Conditions that held: limit, clause, value wanted, value had; empty: no order')),
                ('level', models.TextField(db_comment='Level of the county as decided then; empty: not decided')),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('ended_at', models.DateTimeField(db_comment='When they were stood down, UTC', null=True)),
                ('ended_by', models.BigIntegerField(db_comment='accounts_user.id of who did so', null=True)),
                ('why_ended', models.TextField(db_comment='Why, in the words of who did so', default='')),
                ('post', models.ForeignKey(db_column='post', db_comment='Post of the worker (institutions_post)', on_delete=django.db.models.deletion.RESTRICT, to='institutions.post')),
            ],
            options={
                'db_table': 'workforce_start',
                'db_table_comment': 'Who was admitted to duty, and by which conditions; only ended',
                'indexes': [models.Index(fields=['place'], name='workforce_start_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('post',), name='workforce_start_once')],
            },
        ),
        *scoped_table("workforce_isolation", "select, insert", names=True),
        allow("workforce_isolation", "update (until, ended_by)"),
        *scoped_table("workforce_finding", "select, insert", names=True),
        *scoped_table("workforce_start", "select, insert"),
        allow("workforce_start", "update (ended_at, ended_by, why_ended)"),
        *scoped_table("workforce_shift", "select, insert"),
        allow("workforce_shift", "update (cancelled_at, cancelled_by, handed_at, handed_by, handed_to, note)"),
        written_in_scope("workforce_request", IN_SCOPE.format(column="place"), change=True),
        allow("workforce_request", "select, insert"),
        allow("workforce_request", "update (closed_at, closed_by, closing)"),
        migrations.RunSQL(
            "alter table workforce_loan enable row level security;"
            "alter table workforce_loan force row level security;"
            f"create policy workforce_loan_scope on workforce_loan using ({BOTH}) with check ({BOTH});",
            "drop policy workforce_loan_scope on workforce_loan;"
            "alter table workforce_loan no force row level security;"
            "alter table workforce_loan disable row level security;",
        ),
        allow("workforce_loan", "select, insert"),
        allow("workforce_loan", "update (state, answered_at, answered_by, arrived_at, returned_at, there)"),
    ]
