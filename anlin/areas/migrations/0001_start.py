"""Cases, proposals and classes of areas; who may see which, and that nothing in them changes."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, allow, scoped_table, written_in_scope


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AreaClass',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Community or county (lo)')),
                ('level', models.SmallIntegerField(db_comment='3 county, 5 community')),
                ('name', models.TextField(db_comment='Class, such as community_class or county_risk')),
                ('outcome', models.TextField(db_comment='What the area is, such as low or transmission')),
                ('zh', models.TextField(db_comment='The same in Chinese words of the criteria')),
                ('en', models.TextField(db_comment='The same in English words of the criteria')),
                ('clause', models.TextField(db_comment='policy_clause.id of the criteria')),
                ('row', models.TextField(db_comment='Number of the row that decided')),
                ('since', models.DateField(db_comment='First day on which it holds, in China')),
                ('published_at', models.DateTimeField(db_comment='When it was approved and published, UTC')),
            ],
            options={
                'db_table': 'areas_class',
                'db_table_comment': 'Published classes of areas, for everybody to read; append-only',
                'indexes': [models.Index(fields=['name', 'place', 'since'], name='areas_class_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__in', ['community_class', 'place_risk', 'county_risk'])), name='areas_class_name')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(db_comment='Proposal', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Community or county (lo), the key of row-level security')),
                ('level', models.SmallIntegerField(db_comment='3 county, 5 community')),
                ('name', models.TextField(db_comment='Class, such as community_class or county_risk')),
                ('pack', models.TextField(db_comment='policy_pack.name of the criteria')),
                ('clause', models.TextField(db_comment='policy_clause.id of the criteria')),
                ('facts', models.JSONField(db_comment='The facts the table asks for, as they stood then')),
                ('outcome', models.TextField(db_comment='What the table says')),
                ('row', models.TextField(db_comment='Number of the row that decided, or the points')),
                ('since', models.DateField(db_comment='First day on which it is to hold, in China')),
                ('why', models.TextField(db_comment='Why, in the words of who proposed it')),
                ('at', models.DateTimeField(db_comment='When it was proposed, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who proposed it')),
            ],
            options={
                'db_table': 'areas_proposal',
                'db_table_comment': 'Proposed classes of areas with the facts and the row; append-only',
                'indexes': [models.Index(fields=['place', '-at'], name='areas_proposal_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__in', ['community_class', 'place_risk', 'county_risk'])), name='areas_proposal_name')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(db_comment='Confirmed case', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered: sent twice is once', unique=True)),
                ('place', models.BigIntegerField(db_comment='Community (lo), the key of row-level security')),
                ('found_on', models.DateField(db_comment='Day on which it was confirmed, in China')),
                ('source', models.TextField(db_comment='known, unknown or imported')),
                ('void', models.BooleanField(db_comment='It only takes back the entry it corrects')),
                ('at', models.DateTimeField(db_comment='When it was entered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who entered it')),
                ('corrects', models.OneToOneField(db_column='corrects', db_comment='Entry that this one stands in for; null: none', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='corrected', to='areas.case')),
                ('linked', models.ForeignKey(db_column='linked', db_comment='Earlier case of the same small area and chain; null: none', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='areas.case')),
            ],
            options={
                'db_table': 'areas_case',
                'db_table_comment': 'Confirmed cases by community and day, without persons; append-only',
                'indexes': [models.Index(fields=['place', 'found_on'], name='areas_case_place'), models.Index(fields=['linked'], name='areas_case_linked')],
                'constraints': [models.CheckConstraint(condition=models.Q(('source__in', ['known', 'unknown', 'imported'])), name='areas_case_source'), models.CheckConstraint(condition=models.Q(('void', False), ('corrects__isnull', False), _connector='OR'), name='areas_case_void')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment='Community or county (lo), the key of row-level security')),
                ('verdict', models.TextField(db_comment='approved or rejected')),
                ('word', models.TextField(db_comment='Why, in the words of who decided')),
                ('at', models.DateTimeField(db_comment='When, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who decided')),
                ('proposal', models.OneToOneField(db_column='proposal', db_comment='What was decided', on_delete=django.db.models.deletion.RESTRICT, to='areas.proposal')),
            ],
            options={
                'db_table': 'areas_decision',
                'db_table_comment': 'Who approved or rejected which proposal; append-only',
                'indexes': [models.Index(fields=['place'], name='areas_decision_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['approved', 'rejected'])), name='areas_decision_verdict')],
            },
        ),
        *scoped_table("areas_case", "select, insert"),
        *scoped_table("areas_proposal", "select, insert"),
        *scoped_table("areas_decision", "select, insert"),
        allow("areas_class", "select, insert"),
        written_in_scope("areas_class", IN_SCOPE.format(column="place")),
    ]
