"""Treatment, follow-up, extensions, certificates, links, requests and clinics; who may see a row."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import allow, scoped_table


def known_to(table, setting):
    """Show the one row whose digest the transaction names: whoever does knows the secret behind it."""
    digest = f"decode(nullif(current_setting('anlin.{setting}', true), ''), 'hex')"
    return migrations.RunSQL(
        f"create policy {table}_known on {table} for select using (digest = {digest})",
        f"drop policy {table}_known on {table}",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_start'),
        ('people', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(db_comment='Number on the paper', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('name', models.TextField(db_comment='Name as on the paper')),
                ('community', models.TextField(db_comment='Who issued it: street and community, as on the paper')),
                ('begun_on', models.DateField(db_comment='Day of the event, as on the paper')),
                ('last_on', models.DateField(db_comment='Last day of observation, as on the paper')),
                ('clause', models.TextField(db_comment='Clause that says how long, as on the paper')),
                ('issued_at', models.DateTimeField(db_comment='When it was issued, UTC')),
                ('issued_by', models.BigIntegerField(db_comment='accounts_user.id of who issued it')),
                ('digest', models.BinaryField(db_comment='Keyed digest of its code, by which the public page finds it', unique=True)),
                ('revoked_at', models.DateTimeField(db_comment='When it was revoked, UTC; null: valid', null=True)),
                ('revoked_by', models.BigIntegerField(db_comment='accounts_user.id of who revoked it, by reopening the observation', null=True)),
            ],
            options={
                'db_table': 'cases_certificate',
                'db_table_comment': 'Certificates of completed home observation; revoking is the only change',
            },
        ),
        migrations.CreateModel(
            name='Clinic',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Community (lo)')),
                ('name', models.TextField(db_comment='Name of the clinic')),
                ('phone', models.TextField(db_comment='Telephone of the clinic')),
                ('at', models.DateTimeField(db_comment='When it was entered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who entered it')),
            ],
            options={
                'db_table': 'cases_clinic',
                'db_table_comment': 'Clinics that communities call, the newest holds; append-only',
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('days', models.SmallIntegerField(db_comment='Days added')),
                ('reason', models.TextField(db_comment='Why, in the words of who added them')),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who added them')),
            ],
            options={
                'db_table': 'cases_extension',
                'db_table_comment': 'Days added to observations; append-only',
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(db_comment='Number; entries by it stand below zero', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('digest', models.BinaryField(db_comment="Keyed digest of the link's secret", unique=True)),
                ('made_at', models.DateTimeField(db_comment='When it was made, UTC')),
                ('made_by', models.BigIntegerField(db_comment='accounts_user.id of who made it')),
                ('until', models.DateTimeField(db_comment='First moment at which it no longer works, UTC')),
                ('ended_at', models.DateTimeField(db_comment='When somebody ended it; null: nobody', null=True)),
            ],
            options={
                'db_table': 'cases_link',
                'db_table_comment': 'Links by which residents report about themselves; ending is the only change',
            },
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.BigAutoField(db_comment='Request', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered: sent twice is once', unique=True)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('kind', models.TextField(db_comment='medicine, care, daily, psychological or other')),
                ('text', models.TextField(db_comment='In the words of who asked', default='')),
                ('at', models.DateTimeField(db_comment='When it was asked, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who entered it; below 0: the resident, by that link')),
                ('answered_at', models.DateTimeField(db_comment='When it was answered; null: open', null=True)),
                ('answered_by', models.BigIntegerField(db_comment='accounts_user.id of who answered', null=True)),
                ('answer', models.TextField(db_comment='What was done, in words', default='')),
            ],
            options={
                'db_table': 'cases_request',
                'db_table_comment': 'What people need; answering is the only change',
            },
        ),
        migrations.AlterModelTableComment(
            name='observation',
            table_comment='Who is at home under observation, treatment or follow-up; only ended',
        ),
        migrations.RemoveConstraint(
            model_name='observation',
            name='cases_observation_reason',
        ),
        migrations.RemoveConstraint(
            model_name='observation',
            name='cases_observation_ending',
        ),
        migrations.AddField(
            model_name='observation',
            name='kind',
            field=models.TextField(db_comment='observation, treatment (at home) or follow_up (after recovery)', db_default='observation', default='observation'),
        ),
        migrations.AddField(
            model_name='observation',
            name='reopens',
            field=models.OneToOneField(db_column='reopens', db_comment='The observation, released before, that goes on in this one', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='reopened_by', to='cases.observation'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='begun_on',
            field=models.DateField(db_comment='Day of the event, in China'),
        ),
        migrations.AlterField(
            model_name='observation',
            name='ended_at',
            field=models.DateTimeField(db_comment='When somebody ended it, UTC; null: it runs as long as the law says', null=True),
        ),
        migrations.AlterField(
            model_name='observation',
            name='ended_by',
            field=models.BigIntegerField(db_comment='accounts_user.id of who ended it', null=True),
        ),
        migrations.AlterField(
            model_name='observation',
            name='ending',
            field=models.TextField(db_comment='Why: completed, hospital, died, moved, clause, mistake, recovered or renewed', default=''),
        ),
        migrations.AlterField(
            model_name='observation',
            name='reason',
            field=models.TextField(db_comment='Event: returned, contact, family (of a case), other; case; recovered, cleared'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['observation', 'treatment', 'follow_up'])), name='cases_observation_kind'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['returned', 'contact', 'family', 'other', 'case', 'recovered', 'cleared'])), name='cases_observation_reason'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('ending', '')), models.Q(('ended_at__gte', models.F('opened_at')), ('ended_by__isnull', False), ('ending__in', ['hospital', 'died', 'moved', 'clause', 'mistake', 'recovered', 'renewed', 'completed'])), _connector='OR'), name='cases_observation_ending'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='observation',
            field=models.OneToOneField(db_column='observation', db_comment='What was completed', on_delete=django.db.models.deletion.RESTRICT, to='cases.observation'),
        ),
        migrations.AddIndex(
            model_name='clinic',
            index=models.Index(fields=['place', '-at'], name='cases_clinic_place'),
        ),
        migrations.AddField(
            model_name='extension',
            name='observation',
            field=models.ForeignKey(db_column='observation', db_comment='Which observation', on_delete=django.db.models.deletion.RESTRICT, to='cases.observation'),
        ),
        migrations.AddField(
            model_name='link',
            name='observation',
            field=models.ForeignKey(db_column='observation', db_comment='What is reported about', on_delete=django.db.models.deletion.RESTRICT, to='cases.observation'),
        ),
        migrations.AddField(
            model_name='request',
            name='person',
            field=models.ForeignKey(db_column='person', db_comment='For whom', on_delete=django.db.models.deletion.RESTRICT, to='people.person'),
        ),
        migrations.AddIndex(
            model_name='certificate',
            index=models.Index(fields=['place'], name='cases_certificate_place'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True)), models.Q(('revoked_at__gte', models.F('issued_at')), ('revoked_by__isnull', False)), _connector='OR'), name='cases_certificate_revoked'),
        ),
        migrations.AddIndex(
            model_name='extension',
            index=models.Index(fields=['place'], name='cases_extension_place'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1)), name='cases_extension_days'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['place'], name='cases_link_place'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('observation',), name='cases_link_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(fields=['place', 'answered_at'], name='cases_request_place'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['medicine', 'care', 'daily', 'psychological', 'other'])), name='cases_request_kind'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__gte', models.F('at')), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='cases_request_answer'),
        ),
        *scoped_table("cases_extension", "select, insert", names=True),
        allow("cases_extension", "update (place)"),
        *scoped_table("cases_certificate", "select, insert", names=True),
        allow("cases_certificate", "update (revoked_at, revoked_by)"),
        known_to("cases_certificate", "paper"),
        *scoped_table("cases_link", "select, insert", names=True),
        allow("cases_link", "update (place, ended_at)"),
        known_to("cases_link", "link"),
        *scoped_table("cases_request", "select, insert", names=True),
        allow("cases_request", "update (place, answered_at, answered_by, answer)"),
        allow("cases_clinic", "select, insert"),
    ]
