"""How the ledger came to say what it says: changes, differences, doubles, imports."""

import django.db.models.deletion
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

from anlin.base import seal
from anlin.base.migration import allow, scoped_table
from anlin.base.scope import nationwide
from anlin.people.rules import county_of, sealed_for


def index_by_county(apps, schema_editor):
    """Let numbers that were sealed before meet in their county, too."""
    person = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    with nationwide(schema_editor.connection.alias):
        for each in person.filter(id_sealed__isnull=False).iterator():
            number = seal.open_sealed(bytes(each.id_sealed), purpose=sealed_for(each.pk))
            each.id_county = seal.blind_index(number, area=county_of(each.place))
            each.save(update_fields=["id_county"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_start'),
    ]

    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(db_comment='Change of one field', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('field', models.TextField(db_comment='Column of the person or household, or group.<name> for a special group')),
                ('before', models.TextField(db_comment='Value before; empty if none; an identity number masked, a household by number')),
                ('after', models.TextField(db_comment='Value after, written likewise')),
                ('on', models.DateField(db_comment='Day from which it holds, in China; null for a correction', null=True)),
                ('at', models.DateTimeField(db_comment='When it was entered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did; null: a job', null=True)),
                ('source', models.TextField(db_comment='By which way: screen, phone, import, review')),
                ('why', models.TextField(db_comment='Why, in the words of who did; may be empty', db_default='')),
            ],
            options={
                'db_table': 'people_change',
                'db_table_comment': 'History of every field of persons and households; append-only',
            },
        ),
        migrations.CreateModel(
            name='Difference',
            fields=[
                ('id', models.BigAutoField(db_comment='Open or settled difference', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Place: lo of the building or natural village, the key of row-level security')),
                ('field', models.TextField(db_comment='Field as in people_change')),
                ('based_on', models.TextField(db_comment='Value that the editor saw')),
                ('offered', models.TextField(db_comment='Value that the editor wants; a number is masked')),
                ('sealed', models.BinaryField(db_comment='Offered identity number under authenticated encryption; else null', null=True)),
                ('made_at', models.DateTimeField(db_comment='When the edit was made, as its sender says, UTC')),
                ('made_by', models.BigIntegerField(db_comment='accounts_user.id of who made it')),
                ('received_at', models.DateTimeField(db_comment='When it arrived, UTC')),
                ('why', models.TextField(db_comment="Why, in the editor's words; may be empty", db_default='')),
                ('client_id', models.UUIDField(db_comment='Made by whoever sent the edit; null if not sent', null=True, unique=True)),
                ('settled_at', models.DateTimeField(db_comment='When settled, UTC; null while open', null=True)),
                ('settled_by', models.BigIntegerField(db_comment='accounts_user.id of who settled it', null=True)),
                ('verdict', models.TextField(db_comment='current (stayed) or offered (was taken); empty while open', db_default='')),
            ],
            options={
                'db_table': 'people_difference',
                'db_table_comment': 'Edits that met another edit of the same field, and how it was settled',
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(db_comment='Import of one file', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='lo of the community whose ledger it is for')),
                ('name', models.TextField(db_comment='Name of the file')),
                ('made_at', models.DateTimeField(db_comment='When it was sent, UTC')),
                ('made_by', models.BigIntegerField(db_comment='accounts_user.id of who sent it')),
                ('taken', models.IntegerField(db_comment='Rows that bring somebody new')),
                ('changed', models.IntegerField(db_comment='Rows that add to what is known of somebody')),
                ('known', models.IntegerField(db_comment='Rows that say nothing new')),
                ('refused', models.IntegerField(db_comment='Rows that are not taken, each with its reason')),
                ('file_sealed', models.BinaryField(db_comment='The rows under authenticated encryption; null once they are taken', null=True)),
                ('report_sealed', models.BinaryField(db_comment='What became of each row, under authenticated encryption')),
                ('imported_at', models.DateTimeField(db_comment='When taken, UTC; null: only tried', null=True)),
                ('undone_at', models.DateTimeField(db_comment='When undone, UTC; null if it was not', null=True)),
                ('undone_by', models.BigIntegerField(db_comment='accounts_user.id of who undid it', null=True)),
            ],
            options={
                'db_table': 'people_import',
                'db_table_comment': 'Files that were tried and taken into the ledger',
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(db_comment='Pair of entries to compare', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='lo of the narrowest place above both: only who sees all of it sees the pair')),
                ('sign', models.TextField(db_comment='What they share: number, or alike (name and birth)')),
                ('found_at', models.DateTimeField(db_comment='When it was found, UTC')),
                ('settled_at', models.DateTimeField(db_comment='When settled, UTC; null while open', null=True)),
                ('settled_by', models.BigIntegerField(db_comment='accounts_user.id of who settled it', null=True)),
                ('verdict', models.TextField(db_comment='same or different; empty while nobody has settled it', db_default='')),
                ('why', models.TextField(db_comment='Why, in the words of who settled it', db_default='')),
            ],
            options={
                'db_table': 'people_review',
                'db_table_comment': 'Entries that may be one person, and what came of comparing them',
            },
        ),
        migrations.RemoveConstraint(
            model_name='household',
            name='people_household_one_per_door',
        ),
        migrations.RemoveConstraint(
            model_name='person',
            name='people_person_one_per_id',
        ),
        migrations.RemoveConstraint(
            model_name='person',
            name='people_person_id_sealed_with_index',
        ),
        migrations.RemoveConstraint(
            model_name='specialgroup',
            name='people_special_group_known',
        ),
        migrations.AddField(
            model_name='household',
            name='client_id',
            field=models.UUIDField(db_comment='Made by whoever sent it; null if loaded otherwise', null=True, unique=True),
        ),
        migrations.AddField(
            model_name='household',
            name='closed_on',
            field=models.DateField(db_comment='Day from which nobody of it lives there; null while it stands', null=True),
        ),
        migrations.AddField(
            model_name='household',
            name='registered_at',
            field=models.DateTimeField(db_comment='When it came into the ledger, UTC; null if before this was kept', null=True),
        ),
        migrations.AddField(
            model_name='household',
            name='registered_by',
            field=models.BigIntegerField(db_comment='accounts_user.id of who registered it; null if nobody did', null=True),
        ),
        migrations.AddField(
            model_name='household',
            name='source',
            field=models.TextField(db_comment='By which way: screen, phone, import, review; empty if not known', db_default=''),
        ),
        migrations.AddField(
            model_name='person',
            name='client_id',
            field=models.UUIDField(db_comment='Made by whoever sent it; null if loaded otherwise', null=True, unique=True),
        ),
        migrations.AddField(
            model_name='person',
            name='compared',
            field=models.BooleanField(db_comment='Whether doubles were looked for since the entry changed', db_default=False),
        ),
        migrations.AddField(
            model_name='person',
            name='id_county',
            field=models.BinaryField(db_comment='Keyed digest of the identity number in its county, to find doubles', null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='living',
            field=models.TextField(db_comment='here, away (for a time), moved_out, died, double (same_as says of whom)', db_default='here'),
        ),
        migrations.AddField(
            model_name='person',
            name='living_since',
            field=models.DateField(db_comment='Day since which that holds; null: since they live there', null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='registered_at',
            field=models.DateTimeField(db_comment='When it came into the ledger, UTC; null if before this was kept', null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='registered_by',
            field=models.BigIntegerField(db_comment='accounts_user.id of who registered it; null if nobody did', null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='relation',
            field=models.TextField(db_comment='Who they are to the head of the household; empty if not known', db_default=''),
        ),
        migrations.AddField(
            model_name='person',
            name='same_as',
            field=models.ForeignKey(db_column='same_as', db_comment="Person whose double entry this one turned out to be; null: nobody's", null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.person'),
        ),
        migrations.AddField(
            model_name='person',
            name='source',
            field=models.TextField(db_comment='By which way: screen, phone, import, review; empty if not known', db_default=''),
        ),
        migrations.AlterField(
            model_name='person',
            name='area',
            field=models.BigIntegerField(db_comment='Community (lo) in which equal identity numbers meet'),
        ),
        migrations.AlterField(
            model_name='person',
            name='id_index',
            field=models.BinaryField(db_comment='Keyed digest of the identity number in its area, to find somebody', null=True),
        ),
        migrations.AddConstraint(
            model_name='specialgroup',
            constraint=models.CheckConstraint(condition=models.Q(('group__in', ['lone_elder', 'orphan', 'unattended_child', 'disabled_no_self_care', 'left_behind_child', 'left_behind_elder', 'severe_mental_disorder', 'living_alone', 'empty_nest', 'carer_away', 'severely_ill', 'chronic_disease', 'pregnant', 'destitute_support', 'minimum_allowance', 'marginal_allowance'])), name='people_special_group_known'),
        ),
        migrations.AddField(
            model_name='change',
            name='household',
            field=models.ForeignKey(db_column='household', db_comment="or which one's", null=True, on_delete=django.db.models.deletion.CASCADE, to='people.household'),
        ),
        migrations.AddField(
            model_name='change',
            name='person',
            field=models.ForeignKey(db_column='person', db_comment='Whose field; or null', null=True, on_delete=django.db.models.deletion.CASCADE, to='people.person'),
        ),
        migrations.AddField(
            model_name='difference',
            name='household',
            field=models.ForeignKey(db_column='household', db_comment="or which one's", null=True, on_delete=django.db.models.deletion.CASCADE, to='people.household'),
        ),
        migrations.AddField(
            model_name='difference',
            name='person',
            field=models.ForeignKey(db_column='person', db_comment='Whose field; or null', null=True, on_delete=django.db.models.deletion.CASCADE, to='people.person'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['place', '-made_at'], name='people_import_newest'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('imported_at__isnull', False), ('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='people_import_undone_after'),
        ),
        migrations.AddField(
            model_name='change',
            name='brought_by',
            field=models.ForeignKey(db_column='brought_by', db_comment='Import that brought it; null if none did', null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.import'),
        ),
        migrations.AddField(
            model_name='household',
            name='brought_by',
            field=models.ForeignKey(db_column='brought_by', db_comment='Import that brought it; null if none did', null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.import'),
        ),
        migrations.AddField(
            model_name='person',
            name='brought_by',
            field=models.ForeignKey(db_column='brought_by', db_comment='Import that brought it; null if none did', null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.import'),
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['place'], name='people_household_place'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['area', 'id_index'], name='people_person_by_id'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['area', 'born_on'], name='people_person_by_birth'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['id_county'], name='people_person_by_county_id'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('compared', False)), fields=['id'], name='people_person_to_compare'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('place', 'door'), name='people_household_one_per_door'),
        ),
        migrations.AddConstraint(
            model_name='household',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['', 'screen', 'phone', 'import', 'review'])), name='people_household_source_known'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('id_county__isnull', True), ('id_index__isnull', True), ('id_sealed__isnull', True)), models.Q(('id_index__isnull', False), ('id_sealed__isnull', False)), _connector='OR'), name='people_person_id_sealed_with_index'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('living', 'double'), ('same_as__isnull', False)), models.Q(models.Q(('living', 'double'), _negated=True), ('same_as__isnull', True)), _connector='OR'), name='people_person_double_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('living__in', ['here', 'away', 'moved_out', 'died', 'double'])), name='people_person_living_known'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('relation__in', ['', 'head', 'spouse', 'child', 'grandchild', 'parent', 'grandparent', 'sibling', 'other_relative', 'not_related'])), name='people_person_relation_known'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['', 'screen', 'phone', 'import', 'review'])), name='people_person_source_known'),
        ),
        migrations.AddField(
            model_name='review',
            name='one',
            field=models.ForeignKey(db_column='one', db_comment='The earlier entry', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='review',
            name='other',
            field=models.ForeignKey(db_column='other', db_comment='The later entry', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddIndex(
            model_name='difference',
            index=models.Index(fields=['place', 'settled_at'], name='people_difference_open'),
        ),
        migrations.AddConstraint(
            model_name='difference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('household__isnull', True), ('person__isnull', False)), models.Q(('household__isnull', False), ('person__isnull', True)), _connector='OR'), name='people_difference_of_one'),
        ),
        migrations.AddConstraint(
            model_name='difference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True), ('verdict', '')), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('verdict__in', ['current', 'offered'])), _connector='OR'), name='people_difference_settled'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['place'], name='people_change_place'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('household__isnull', True), ('person__isnull', False)), models.Q(('household__isnull', False), ('person__isnull', True)), _connector='OR'), name='people_change_of_one'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='people_change_changes'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['screen', 'phone', 'import', 'review'])), name='people_change_source_known'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['place', 'settled_at'], name='people_review_open'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='people_review_pair_once'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='people_review_order'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('sign__in', ['number', 'alike'])), name='people_review_sign_known'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True), ('verdict', '')), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('verdict__in', ['same', 'different'])), _connector='OR'), name='people_review_settled'),
        ),
        *scoped_table("people_import", "select, insert, update", names=True),
        *scoped_table("people_change", "select, insert, update (place)", names=True),
        *scoped_table("people_difference", "select, insert, update", names=True),
        *scoped_table("people_review", "select, insert, update, delete", names=True),
        *(
            allow(table, "delete")
            for table in (
                "people_household",
                "people_person",
                "people_residence",
                "people_special_group",
            )
        ),
        allow("sequence people_person_id_seq", "usage"),
        migrations.RunPython(index_by_county, migrations.RunPython.noop),
    ]
