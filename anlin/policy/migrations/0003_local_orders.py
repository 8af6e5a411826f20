"""Local orders: drafts of places, clauses that grant loosening, and law that a place adds itself."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from anlin.base.cluster import APP_ROLE
from anlin.base.migration import allow, scoped_table

# What a place orders itself goes in through the product's own role: only a pack of a place inside
# the open scope, and only until it is released. Everybody reads the law.
OWN = (
    "{pack}.lo >= nullif(current_setting('anlin.lo', true), '')::bigint "
    "and {pack}.hi <= nullif(current_setting('anlin.hi', true), '')::bigint"
)
WRITING = (
    f"exists (select from policy_pack p where p.id = {{id}} and {OWN.format(pack='p')} "
    "and not exists (select from policy_release r where r.pack_id = p.id))"
)
OF_ORDER = "(select o.pack_id from policy_order o where o.id = {order})"
OF_CLAUSE = (
    "(select o.pack_id from policy_clause c join policy_order o on o.id = c.order_id "
    "where c.id = policy_carries.clause_id)"
)
CHECKS = {
    "policy_pack": OWN.format(pack="policy_pack"),
    "policy_order": WRITING.format(id="policy_order.pack_id"),
    "policy_clause": WRITING.format(id=OF_ORDER.format(order="policy_clause.order_id")),
    "policy_carries": WRITING.format(id=OF_CLAUSE),
    "policy_term": WRITING.format(id="policy_term.pack_id"),
    "policy_release": WRITING.format(id="policy_release.pack_id"),
}


def own_law(table, check):
    """Let everybody read `table`, and the product add rows that fit `check`."""
    return [
        migrations.RunSQL(
            f"alter table {table} enable row level security;"
            f"create policy {table}_read on {table} for select using (true);"
            f"create policy {table}_own on {table} for insert to {APP_ROLE} with check ({check});",
            f"drop policy {table}_own on {table};"
            f"drop policy {table}_read on {table};"
            f"alter table {table} disable row level security;",
        ),
        allow(table, "insert"),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0002_lasts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.AutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.TextField(db_collation='C', db_comment='code of the place it is for')),
                ('lo', models.BigIntegerField(db_comment='first padded code of the place', db_index=True)),
                ('hi', models.BigIntegerField(db_comment='first padded code after the place')),
                ('made_by', models.BigIntegerField(db_comment='accounts_user.id of who began it')),
                ('made_at', models.DateTimeField(db_comment='when it was begun')),
            ],
            options={
                'db_table': 'policy_draft',
                'db_table_comment': 'Local orders that places write',
            },
        ),
        migrations.AddField(
            model_name='clause',
            name='grants',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_comment='parameters in which places may loosen it', default=list, size=None),
        ),
        migrations.AddField(
            model_name='clause',
            name='grants_of',
            field=models.TextField(db_collation='C', db_comment='measure that places may loosen; empty: none', default=''),
        ),
        migrations.AddField(
            model_name='pack',
            name='hi',
            field=models.BigIntegerField(db_comment='first padded code after that place; null: packs/', null=True),
        ),
        migrations.AddField(
            model_name='pack',
            name='lo',
            field=models.BigIntegerField(db_comment='first padded code of its own place; null: packs/', db_index=True, null=True),
        ),
        migrations.AddField(
            model_name='term',
            name='grant',
            field=models.ForeignKey(db_comment='clause that lets it loosen', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policy.clause'),
        ),
        migrations.AlterField(
            model_name='carries',
            name='id',
            field=models.AutoField(db_comment='row number', primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name='pack',
            name='id',
            field=models.AutoField(db_comment='row number', primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name='release',
            name='id',
            field=models.AutoField(db_comment='row number', primary_key=True, serialize=False),
        ),
        migrations.CreateModel(
            name='DraftVersion',
            fields=[
                ('id', models.AutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('number', models.SmallIntegerField(db_comment='position among its versions, from 1')),
                ('lo', models.BigIntegerField(db_comment='first padded code of the place, for its scope')),
                ('state', models.TextField(db_comment='open, withdrawn or released')),
                ('official', models.TextField(db_comment='number of the document; empty: none yet')),
                ('title_zh', models.TextField(db_comment='title in Chinese')),
                ('title_en', models.TextField(db_comment='title in English; empty: Chinese only')),
                ('since', models.DateField(db_comment='first day it would hold')),
                ('until', models.DateField(db_comment='first day it would no longer hold; null: open', null=True)),
                ('reason', models.TextField(db_comment='why, in the words of who wrote this version')),
                ('changes', models.JSONField(db_comment='measure, its clause zh and en, term in pack form')),
                ('written_by', models.BigIntegerField(db_comment='accounts_user.id of who wrote it')),
                ('written_at', models.DateTimeField(db_comment='when it was written')),
                ('draft', models.ForeignKey(db_comment='which draft', on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='policy.draft')),
                ('pack', models.ForeignKey(db_comment='as it was released', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='policy.pack')),
            ],
            options={
                'db_table': 'policy_draft_version',
                'db_table_comment': 'What drafts of local orders say, version by version',
                'constraints': [models.UniqueConstraint(fields=('draft', 'number'), name='policy_draft_version_once'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='policy_draft_version_forward'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'withdrawn', 'released'])), name='policy_draft_version_state_known'), models.CheckConstraint(condition=models.Q(('state', 'released'), ('pack__isnull', True), _connector='OR'), name='policy_draft_version_pack_when_released')],
            },
        ),
        *(step for table, check in CHECKS.items() for step in own_law(table, check)),
        *scoped_table("policy_draft", "select, insert", column="lo"),
        *scoped_table("policy_draft_version", "select, insert", column="lo"),
    ]
