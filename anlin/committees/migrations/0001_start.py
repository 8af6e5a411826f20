"""Reports, who read them, doubts; each is seen within its place, and only added to."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import scoped_table


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(db_comment='Version of a report', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was signed: sent twice is once')),
                ('place', models.BigIntegerField(db_comment='Place of the subject: lo of a community or below, the key of row-level security')),
                ('kind', models.TextField(db_comment='What reports: place (a community), or a kind of institution')),
                ('subject', models.BigIntegerField(db_comment="Lo of the community, or of the institution's grid (places_place.lo)")),
                ('day', models.DateField(db_comment='The day that is reported on, in China')),
                ('version', models.SmallIntegerField(db_comment='1 is the first; the highest holds')),
                ('zero', models.BooleanField(db_comment='It states that there was nothing to report')),
                ('lines', models.JSONField(db_comment='Line to known (recorded when it was signed, or null), said, and why')),
                ('reason', models.TextField(db_comment='Why the version before is corrected; empty at the first')),
                ('submission', models.BigIntegerField(db_comment='records_submission.id of its evidence; null for later versions', null=True)),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who signed it')),
                ('signer', models.TextField(db_comment='Name under it; source: accounts_user')),
                ('at', models.DateTimeField(db_comment='When the server took it, UTC')),
            ],
            options={
                'db_table': 'committees_report',
                'db_table_comment': 'Daily reports, version by version; append-only',
                'indexes': [models.Index(fields=['day', 'place'], name='committees_report_day'), models.Index(condition=models.Q(('submission__isnull', False)), fields=['submission'], name='committees_report_evidence')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'subject', 'day', 'version'), name='committees_report_version_once'), models.UniqueConstraint(fields=('by', 'client_id'), name='committees_report_once'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('version', 1)), models.Q(('version__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='committees_report_reason')],
            },
        ),
        migrations.CreateModel(
            name='Doubt',
            fields=[
                ('id', models.BigAutoField(db_comment='Doubt about one line of one day', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place of the subject: lo of a community or below, the key of row-level security')),
                ('kind', models.TextField(db_comment='What reports: place (a community), or a kind of institution')),
                ('subject', models.BigIntegerField(db_comment="Lo of the community, or of the institution's grid (places_place.lo)")),
                ('day', models.DateField(db_comment='The day that is reported on, in China')),
                ('line', models.TextField(db_comment='Line that says zero')),
                ('figure', models.TextField(db_comment='Figure that counts something, or neighbours')),
                ('known', models.IntegerField(db_comment='What the figure counted when the doubt was raised')),
                ('raised_at', models.DateTimeField(db_comment='When, UTC')),
                ('report', models.ForeignKey(db_column='report', db_comment='The version that is doubted', on_delete=django.db.models.deletion.RESTRICT, to='committees.report')),
            ],
            options={
                'db_table': 'committees_doubt',
                'db_table_comment': 'Zeros against something known; append-only',
            },
        ),
        migrations.CreateModel(
            name='Urgent',
            fields=[
                ('id', models.BigAutoField(db_comment='Urgent report', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was sent: sent twice is once')),
                ('place', models.BigIntegerField(db_comment='Place of the subject: lo of a community or below, the key of row-level security')),
                ('kind', models.TextField(db_comment='What reports: place (a community), or a kind of institution')),
                ('subject', models.BigIntegerField(db_comment="Lo of the community, or of the institution's grid (places_place.lo)")),
                ('name', models.TextField(db_comment='How the subject is called; source: places_place')),
                ('matter', models.TextField(db_comment='cluster, severe, care, supplies, order or other')),
                ('text', models.TextField(db_comment='What happened, in the words of who reports, without names')),
                ('occurred_at', models.DateTimeField(db_comment='When it happened, as claimed, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who reports')),
                ('signer', models.TextField(db_comment='Name under it; source: accounts_user')),
                ('at', models.DateTimeField(db_comment='When the server took it, UTC')),
            ],
            options={
                'db_table': 'committees_urgent',
                'db_table_comment': 'Urgent reports; append-only',
                'indexes': [models.Index(fields=['place', 'at'], name='committees_urgent_place')],
                'constraints': [models.UniqueConstraint(fields=('by', 'client_id'), name='committees_urgent_once'), models.CheckConstraint(condition=models.Q(('matter__in', ['cluster', 'severe', 'care', 'supplies', 'order', 'other'])), name='committees_urgent_matter'), models.CheckConstraint(condition=models.Q(('occurred_at__lte', models.F('at'))), name='committees_urgent_not_in_future')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place of the subject: lo of a community or below, the key of row-level security')),
                ('level', models.SmallIntegerField(db_comment='Level of who read it: 0 nation to 4 street')),
                ('said', models.TextField(db_comment='What is done about it; may be empty')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who read it')),
                ('reader', models.TextField(db_comment='Name of who read it; source: accounts_user')),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('urgent', models.ForeignKey(db_column='urgent', db_comment='What was read', on_delete=django.db.models.deletion.RESTRICT, related_name='receipts', to='committees.urgent')),
            ],
            options={
                'db_table': 'committees_receipt',
                'db_table_comment': 'Who above read which urgent report; append-only',
            },
        ),
        migrations.CreateModel(
            name='DoubtStep',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place of the subject: lo of a community or below, the key of row-level security')),
                ('step', models.TextField(db_comment='explained, accepted or returned')),
                ('said', models.TextField(db_comment='In the words of who did it')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did it')),
                ('actor', models.TextField(db_comment='Name of who did it; source: accounts_user')),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('doubt', models.ForeignKey(db_column='doubt', db_comment='Which doubt', on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='committees.doubt')),
            ],
            options={
                'db_table': 'committees_doubt_step',
                'db_table_comment': 'Answers to doubts and decisions about them; append-only',
                'indexes': [models.Index(fields=['doubt'], name='committees_doubt_step_doubt')],
                'constraints': [models.CheckConstraint(condition=models.Q(('step__in', ['explained', 'accepted', 'returned'])), name='committees_doubt_step_of')],
            },
        ),
        migrations.AddIndex(
            model_name='doubt',
            index=models.Index(fields=['place', 'day'], name='committees_doubt_place'),
        ),
        migrations.AddIndex(
            model_name='doubt',
            index=models.Index(fields=['report'], name='committees_doubt_report'),
        ),
        migrations.AddConstraint(
            model_name='doubt',
            constraint=models.UniqueConstraint(fields=('kind', 'subject', 'day', 'figure'), name='committees_doubt_once'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('urgent', 'by', 'said'), name='committees_receipt_once'),
        ),
        *scoped_table("committees_report", "select, insert"),
        *scoped_table("committees_urgent", "select, insert"),
        *scoped_table("committees_receipt", "select, insert"),
        *scoped_table("committees_doubt", "select, insert"),
        *scoped_table("committees_doubt_step", "select, insert"),
    ]
