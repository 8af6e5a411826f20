"""What came from phones: receipts seen by who sent them, the rest by place; and the server's epoch."""

import django.db.models.deletion
from django.db import migrations, models

import anlin.field.models
from anlin.base.cluster import APP_ROLE
from anlin.base.migration import IN_SCOPE, allow

SELF = "user_id = nullif(current_setting('anlin.user', true), '')::bigint"
HERE = IN_SCOPE.format(column="place")
NAMES = f"({HERE} and current_setting('anlin.names', true) = 'yes')"
STAFF = f"({HERE} and current_setting('anlin.staff', true) = 'yes')"

POLICIES = "".join(
    f"alter table {table} enable row level security; alter table {table} force row level security;"
    f"create policy {table}_scope on {table} using ({condition}) with check ({condition});"
    for table, condition in {
        "field_phone": f"{SELF} or {STAFF}",
        "field_receipt": SELF,
        "field_aside": f"{SELF} or {NAMES}",
        "field_decision": NAMES,
    }.items()
)

# Another cluster, another database or another timeline is another epoch: no restore from a dump or
# from an archive goes unnoticed. What only lost the last minutes shows in what phones sent.
EPOCH = f"""
create function field_epoch() returns text language sql stable security definer
set search_path = pg_catalog as $$
    select left(md5(concat_ws('.', s.system_identifier, c.timeline_id, d.oid)), 12)
    from pg_control_system() s, pg_control_checkpoint() c, pg_database d
    where d.datname = current_database()
$$;
comment on function field_epoch() is
    'Name of this history of the database: after a restore it is another one';
revoke all on function field_epoch() from public;
grant execute on function field_epoch() to {APP_ROLE};
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0008_device'),
    ]

    operations = [
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('pk', models.CompositePrimaryKey('user', 'client_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('user', models.BigIntegerField(db_column='user_id', db_comment='accounts_user.id of who sent it')),
                ('client_id', models.UUIDField(db_comment='made by the phone')),
                ('device', models.BigIntegerField(db_comment='accounts_device.id of the phone')),
                ('seq', models.BigIntegerField(db_comment='running number on that phone', null=True)),
                ('digest', models.BinaryField(db_comment='SHA-256 of kind, time and content')),
                ('standing', models.SmallIntegerField(db_comment='field.rules.Standing: accepted, quarantined')),
                ('number', models.BigIntegerField(db_comment='id of the row it became in the room of its kind; null: none', null=True)),
                ('received_at', models.DateTimeField(db_comment='when the server took it, by its own clock, UTC')),
            ],
            options={
                'db_table': 'field_receipt',
                'db_table_comment': 'One receipt per item of a phone, seen by who sent it; append-only',
            },
        ),
        migrations.CreateModel(
            name='Aside',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='lo of the place whose supervisor decides: where the sender worked at that time')),
                ('device', models.BigIntegerField(db_comment='accounts_device.id of the phone')),
                ('client_id', models.UUIDField(db_comment='made by the phone')),
                ('seq', models.BigIntegerField(db_comment='running number on that phone', null=True)),
                ('kind', models.TextField(db_comment='what kind of item it says it is; empty: it cannot be read')),
                ('at', models.DateTimeField(db_comment='when it was done, as claimed, UTC', null=True)),
                ('received_at', models.DateTimeField(db_comment='when the server took it, by its own clock, UTC')),
                ('standing', models.SmallIntegerField(db_comment='field.rules.Standing: conflict, quarantined')),
                ('digest', models.BinaryField(db_comment='SHA-256 of kind, time and content')),
                ('body', models.JSONField(db_comment='what it says, as it came')),
                ('problem', models.JSONField(db_comment='why it waits, and the way out, in both languages')),
                ('user', models.ForeignKey(db_comment='who sent it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.user')),
            ],
            options={
                'db_table': 'field_aside',
                'db_table_comment': 'Items that wait for a person to decide; append-only',
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="as the item's, for who may see it", db_index=True)),
                ('taken', models.BooleanField(db_comment='whether it was taken in after all, or set aside')),
                ('number', models.BigIntegerField(db_comment='taken in: id of the row it became in the room of its kind', null=True)),
                ('reason', models.TextField(db_comment='why, in the words of who decided')),
                ('at', models.DateTimeField(db_comment='when')),
                ('aside', models.OneToOneField(db_comment='to which item', on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='field.aside')),
                ('by', models.ForeignKey(db_column='by', db_comment='who decided', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.user')),
            ],
            options={
                'db_table': 'field_decision',
                'db_table_comment': 'What became of items that waited for a person; append-only',
            },
        ),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('device', models.OneToOneField(db_column='device', db_comment='which phone', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='phone', serialize=False, to='accounts.device')),
                ('place', models.BigIntegerField(db_comment='lo of the place it worked in when it was last heard of', db_index=True)),
                ('seqs', anlin.field.models.Multirange(db_comment='numbers of its items that are here')),
                ('made', models.BigIntegerField(db_comment='highest number it says it ever gave away')),
                ('oldest', models.BigIntegerField(db_comment='lowest number that it says still waits on it; null: none waits', null=True)),
                ('last_at', models.DateTimeField(db_comment='when it last said so')),
                ('list_at', models.DateTimeField(db_comment='when it last fetched its list anew', null=True)),
                ('ahead', models.DurationField(db_comment='how far its clock ran ahead of ours then; minus: behind')),
                ('backdated', models.BigIntegerField(db_comment='items written down after a contact that they claim to lie before', default=0)),
                ('user', models.ForeignKey(db_comment='whose phone it is', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.user')),
            ],
            options={
                'db_table': 'field_phone',
                'db_table_comment': 'How things stand with each phone; one row, renewed at each contact',
            },
        ),
        migrations.AddIndex(
            model_name='aside',
            index=models.Index(fields=['place', 'received_at'], name='field_aside_of'),
        ),
        migrations.AddConstraint(
            model_name='aside',
            constraint=models.UniqueConstraint(fields=('user', 'client_id', 'digest'), name='field_aside_content_once'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('taken', True), ('number', None), _connector='OR'), name='field_decision_number'),
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(EPOCH, "drop function field_epoch()"),
        allow("field_phone", "select, insert, update"),
        allow("field_receipt", "select, insert"),
        allow("field_aside", "select, insert"),
        allow("field_decision", "select, insert"),
    ]
