"""Gates and passages; who may see them, what may change in them, and that jobs alone delete."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, allow, scoped_table


NAMES = "current_setting('anlin.names', true) = 'yes'"
GATE = "current_setting('anlin.gate', true) = 'yes'"
JOB = "coalesce(current_setting('anlin.user', true), '') = ''"
HERE = IN_SCOPE.format(column="place")
AT_GATE = f"({NAMES} or {GATE}) and {HERE}"
AT_DOOR = f"{NAMES} and {HERE} or {GATE} and {IN_SCOPE.format(column='door')}"


def seen(table, condition, rights):
    """Force row-level security by `condition`; rows are deleted by the product's own jobs alone."""
    return [
        migrations.RunSQL(
            f"alter table {table} enable row level security;"
            f"alter table {table} force row level security;"
            f"create policy {table}_scope on {table} using ({condition}) with check ({condition});"
            f"create policy {table}_forget on {table} as restrictive for delete using ({JOB});",
            f"drop policy {table}_forget on {table}; drop policy {table}_scope on {table};"
            f"alter table {table} no force row level security;"
            f"alter table {table} disable row level security;",
        ),
        allow(table, rights),
    ]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Followup',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place of the gate: lo of a community or compound, the key of row-level security')),
                ('passage', models.UUIDField(db_comment='premises_passage.uid of the entry')),
                ('said', models.TextField(db_comment='What was done, in the words of who did it')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did it')),
                ('at', models.DateTimeField(db_comment='When, UTC')),
            ],
            options={
                'db_table': 'premises_followup',
                'db_table_comment': 'What communities did about fever at a gate; append-only',
                'constraints': [models.UniqueConstraint(fields=('place', 'passage'), name='premises_followup_once')],
            },
        ),
        migrations.CreateModel(
            name='Gate',
            fields=[
                ('id', models.BigAutoField(db_comment='Gate', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place of the gate: lo of a community or compound, the key of row-level security')),
                ('name', models.TextField(db_comment='How neighbours call it, such as the east gate')),
                ('clinic', models.TextField(db_comment='Clinic that is called for somebody with fever')),
                ('clinic_phone', models.TextField(db_comment='Its telephone, as it is dialled')),
                ('opened_at', models.DateTimeField(db_comment='When it was set up, UTC')),
                ('opened_by', models.BigIntegerField(db_comment='accounts_user.id of who set it up')),
                ('shut_at', models.DateTimeField(db_comment='Since when it is shut, UTC; null: open', null=True)),
                ('shut_by', models.BigIntegerField(db_comment='accounts_user.id of who shut it', null=True)),
            ],
            options={
                'db_table': 'premises_gate',
                'db_table_comment': 'Gates of communities and compounds',
                'constraints': [models.UniqueConstraint(fields=('place', 'name'), name='premises_gate_one_per_name'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='premises_gate_named'), models.CheckConstraint(condition=models.Q(models.Q(('shut_at__isnull', True), ('shut_by__isnull', True)), models.Q(('shut_at__isnull', False), ('shut_by__isnull', False)), _connector='OR'), name='premises_gate_shut_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Vehicle',
            fields=[
                ('id', models.BigAutoField(db_comment='Vehicle', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building the person lives in, for who may see persons there')),
                ('door', models.BigIntegerField(db_comment='Lo of the compound whose gates it opens, or of the building without one; for gatekeepers')),
                ('at_door', models.TextField(db_comment='Door of the household, for gates; follows the household')),
                ('plate', models.TextField(db_comment='Number plate in capitals, without spaces and dots')),
                ('added_at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('added_by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('ended_at', models.DateTimeField(db_comment='When it ended, UTC; null: in use', null=True)),
                ('person', models.ForeignKey(db_column='person', db_comment='Whose', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'premises_vehicle',
                'db_table_comment': 'Vehicles of residents, known by their plates',
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(db_comment='Passage', primary_key=True, serialize=False)),
                ('uid', models.UUIDField(db_comment='Id given by the device; the same again is the same entry')),
                ('place', models.BigIntegerField(db_comment='Place of the gate: lo of a community or compound, the key of row-level security')),
                ('way', models.TextField(db_comment='in, out, or refused: stayed outside')),
                ('visit', models.UUIDField(db_comment='Visit (premises_visit.uid), or null', null=True)),
                ('temperature', models.DecimalField(db_comment='Unit: degrees Celsius; null: not taken', decimal_places=1, max_digits=3, null=True)),
                ('occurred_at', models.DateTimeField(db_comment='When it happened, as claimed, UTC')),
                ('received_at', models.DateTimeField(db_comment='When it was received, by our clock, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('corrects', models.UUIDField(db_comment='uid of the entry it stands in for, or null', null=True)),
                ('void', models.BooleanField(db_comment='It only takes back the entry it corrects')),
                ('gate', models.ForeignKey(db_column='gate', db_comment='At which gate', on_delete=django.db.models.deletion.RESTRICT, to='premises.gate')),
                ('person', models.ForeignKey(db_column='person', db_comment='Resident, or null', null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
                ('vehicle', models.ForeignKey(db_column='vehicle', db_comment='Vehicle of a resident, or null', null=True, on_delete=django.db.models.deletion.RESTRICT, to='premises.vehicle')),
            ],
            options={
                'db_table': 'premises_passage',
                'db_table_comment': "Who passed which gate when; append-only, deleted after a pack's days",
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(db_comment='Visit', primary_key=True, serialize=False)),
                ('uid', models.UUIDField(db_comment='Id given by the device')),
                ('place', models.BigIntegerField(db_comment='Place of the gate: lo of a community or compound, the key of row-level security')),
                ('name', models.TextField(db_comment='Name of the visitor')),
                ('phone', models.TextField(db_comment='Telephone, digits only; empty if none was told')),
                ('whom', models.TextField(db_comment='Whom or which door they visit')),
                ('reason', models.TextField(db_comment='Why they come, in their words; empty if not asked')),
                ('plate', models.TextField(db_comment='Plate of their vehicle; empty if on foot')),
            ],
            options={
                'db_table': 'premises_visit',
                'db_table_comment': 'What visitors told at a gate; deleted with their last passage',
                'constraints': [models.UniqueConstraint(fields=('place', 'uid'), name='premises_visit_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='premises_visit_named')],
            },
        ),
        migrations.CreateModel(
            name='Pass',
            fields=[
                ('id', models.BigAutoField(db_comment='Pass', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building the person lives in, for who may see persons there')),
                ('door', models.BigIntegerField(db_comment='Lo of the compound whose gates it opens, or of the building without one; for gatekeepers')),
                ('name', models.TextField(db_comment='Name of the person, for gates; follows people_person')),
                ('at_door', models.TextField(db_comment='Door of the household, for gates; follows the household')),
                ('phone', models.TextField(db_comment='Telephone, for gates; follows people_person')),
                ('digest', models.BinaryField(db_comment='SHA-256 of the code', unique=True)),
                ('sealed', models.BinaryField(db_comment='The code under authenticated encryption, to print it')),
                ('tail', models.BinaryField(db_comment="Keyed digest of the identity number's last four; null: none known", null=True)),
                ('issued_at', models.DateTimeField(db_comment='When it was drawn, UTC')),
                ('issued_by', models.BigIntegerField(db_comment='accounts_user.id of who drew it')),
                ('ended_at', models.DateTimeField(db_comment='When it ended, UTC; null: it works', null=True)),
                ('person', models.ForeignKey(db_column='person', db_comment='Whose', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'premises_pass',
                'db_table_comment': 'Codes by which residents pass; a code says nothing by itself',
                'indexes': [models.Index(fields=['place'], name='premises_pass_place'), models.Index(fields=['door'], name='premises_pass_door'), models.Index(fields=['person'], name='premises_pass_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person',), name='premises_pass_one_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('issued_at')), _connector='OR'), name='premises_pass_forward')],
            },
        ),
        migrations.AddIndex(
            model_name='vehicle',
            index=models.Index(fields=['place'], name='premises_vehicle_place'),
        ),
        migrations.AddIndex(
            model_name='vehicle',
            index=models.Index(fields=['door'], name='premises_vehicle_door'),
        ),
        migrations.AddIndex(
            model_name='vehicle',
            index=models.Index(fields=['person'], name='premises_vehicle_person'),
        ),
        migrations.AddConstraint(
            model_name='vehicle',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('door', 'plate'), name='premises_vehicle_once'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=models.Index(fields=['place', 'occurred_at'], name='premises_passage_place_at'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=models.Index(fields=['gate'], name='premises_passage_gate'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=models.Index(fields=['person', 'occurred_at'], name='premises_passage_person'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=models.Index(fields=['vehicle'], name='premises_passage_vehicle'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('place', 'uid'), name='premises_passage_once'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('place', 'corrects'), name='premises_passage_corrected_once'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['in', 'out', 'refused'])), name='premises_passage_way_known'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('vehicle__isnull', True), ('visit__isnull', True)), models.Q(('person__isnull', True), ('vehicle__isnull', False), ('visit__isnull', True)), models.Q(('person__isnull', True), ('vehicle__isnull', True), ('visit__isnull', False)), _connector='OR'), name='premises_passage_of_one'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('void', False), ('corrects__isnull', False), _connector='OR'), name='premises_passage_void_corrects'),
        ),
        *scoped_table("premises_gate", "select, insert"),
        allow("premises_gate", "update (clinic, clinic_phone, shut_at, shut_by)"),
        *seen("premises_pass", AT_DOOR, "select, insert, delete"),
        allow("premises_pass", "update (place, door, name, at_door, phone, ended_at)"),
        *seen("premises_vehicle", AT_DOOR, "select, insert, delete"),
        allow("premises_vehicle", "update (place, door, at_door, ended_at)"),
        *seen("premises_passage", AT_GATE, "select, insert, delete"),
        *seen("premises_visit", AT_GATE, "select, insert, delete"),
        *seen("premises_followup", AT_GATE, "select, insert, delete"),
    ]
