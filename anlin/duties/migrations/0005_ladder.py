"""Acknowledgements, appeals, the queue of places to look at again, and the ways to find lapses."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import allow, scoped_table


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0004_streamed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.BigIntegerField(db_comment='lo of the community (places_place.lo)')),
                ('since', models.DateTimeField(db_comment='the earliest moment the change can matter for, UTC')),
            ],
            options={
                'db_table': 'duties_recheck',
                'db_table_comment': 'Queue of communities whose lapses are looked at again; rows are taken',
            },
        ),
        migrations.AddField(
            model_name='beat',
            name='climbed_at',
            field=models.DateTimeField(db_comment='every ladder was climbed up to here, with no quiet hours, UTC', null=True),
        ),
        migrations.AddIndex(
            model_name='escalation',
            index=models.Index(fields=['level', 'raised_at'], name='duties_escalation_told'),
        ),
        migrations.AddIndex(
            model_name='escalation',
            index=models.Index(fields=['place', 'raised_at'], name='duties_escalation_here'),
        ),
        migrations.AddIndex(
            model_name='lapse',
            index=models.Index(fields=['lapsed_at'], name='duties_lapse_when'),
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.SmallIntegerField(db_comment='the rung that was told; 1 is the lowest')),
                ('place', models.BigIntegerField(db_comment='lo of the place of the subject (places_place.lo)')),
                ('note', models.TextField(db_comment='what is done about it, in the words of who took note')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who took note')),
                ('at', models.DateTimeField(db_comment='when, UTC')),
                ('holds_until', models.DateTimeField(db_comment="rungs above are told later, from here on, UTC; by the ladder of the lapse's day")),
                ('lapse', models.ForeignKey(db_comment='what lapsed', on_delete=django.db.models.deletion.PROTECT, to='duties.lapse')),
            ],
            options={
                'db_table': 'duties_acknowledgement',
                'db_table_comment': 'Who took note of which lapse at which rung, once each; append-only',
                'indexes': [models.Index(fields=['holds_until'], name='duties_acknowledgement_ends')],
                'constraints': [models.UniqueConstraint(fields=('lapse', 'rung'), name='duties_acknowledgement_once')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.SmallIntegerField(db_comment='the rung that was asked; 1 is the lowest')),
                ('place', models.BigIntegerField(db_comment='lo of the place of the subject (places_place.lo)')),
                ('reason', models.TextField(db_comment='what is needed, in the words of who asked')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who asked')),
                ('at', models.DateTimeField(db_comment='when, UTC')),
                ('lapse', models.ForeignKey(db_comment='what lapsed', on_delete=django.db.models.deletion.PROTECT, to='duties.lapse')),
            ],
            options={
                'db_table': 'duties_appeal',
                'db_table_comment': 'Who asked which rung for help with which lapse, once each; append-only',
                'constraints': [models.UniqueConstraint(fields=('lapse', 'rung'), name='duties_appeal_once')],
            },
        ),
        *scoped_table('duties_acknowledgement', 'select, insert'),
        allow('duties_acknowledgement_id_seq', 'usage'),
        *scoped_table('duties_appeal', 'select, insert'),
        allow('duties_appeal_id_seq', 'usage'),
        *scoped_table('duties_recheck', 'select, insert, delete', column='community'),
        allow('duties_recheck_id_seq', 'usage'),
    ]
