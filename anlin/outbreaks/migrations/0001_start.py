"""Suspected cases, their steps and contacts, procedures by kind; and who may see them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, allow, scoped_table

PEOPLE = (
    "(current_setting('anlin.names', true) = 'yes' or current_setting('anlin.staff', true) = 'yes') "
    "and " + IN_SCOPE.format(column="place")
)


def about_people(table, rights):
    """Force row-level security: the open scope, and the right to see persons or staff."""
    return [
        migrations.RunSQL(
            f"alter table {table} enable row level security;"
            f"alter table {table} force row level security;"
            f"create policy {table}_scope on {table} using ({PEOPLE}) with check ({PEOPLE});",
            f"drop policy {table}_scope on {table};"
            f"alter table {table} no force row level security;"
            f"alter table {table} disable row level security;",
        ),
        allow(table, rights),
    ]



class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('institutions', '0002_regime'),
        ('people', '0002_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(db_comment='Suspected case', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('source', models.TextField(db_comment='test, warning or hand')),
                ('evidence', models.BigIntegerField(db_comment='institutions_result.id or institutions_step.id; null: by hand', null=True)),
                ('onset_on', models.DateField(db_comment='Day of the first symptom; null: not known', null=True)),
                ('detected_at', models.DateTimeField(db_comment='When it was detected, as claimed, UTC')),
                ('why', models.TextField(db_comment='What was seen, in the words of who registered it')),
                ('at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('closed_at', models.DateTimeField(db_comment='When it was closed, UTC; null: open', null=True)),
                ('closed_by', models.BigIntegerField(db_comment='accounts_user.id of who closed it', null=True)),
                ('closing', models.TextField(db_comment='excluded, recovered, hospital or died; empty while open', default='')),
                ('institution', models.ForeignKey(db_column='institution', db_comment='In which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
                ('person', models.ForeignKey(db_column='person', db_comment='Resident, or null', null=True, on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
                ('post', models.ForeignKey(db_column='post', db_comment='Worker, or null', null=True, on_delete=django.db.models.deletion.RESTRICT, to='institutions.post')),
            ],
            options={
                'db_table': 'outbreaks_case',
                'db_table_comment': 'Suspected cases in institutions; only closed',
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(db_comment='Contact of one case', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('person', models.BigIntegerField(db_comment='people_person.id; null: another', null=True)),
                ('post', models.BigIntegerField(db_comment='institutions_post.id; null: another', null=True)),
                ('visitor', models.TextField(db_comment='Visitor: name and telephone, as told at the door; empty: another', default='')),
                ('bases', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_comment='room, shift, round, visit, gate or hand', size=None)),
                ('last_at', models.DateTimeField(db_comment='Last time they were near, UTC')),
                ('standing', models.TextField(db_comment='drawn, confirmed or struck')),
                ('why', models.TextField(db_comment='In the words of who decided or added', default='')),
                ('decided_at', models.DateTimeField(db_comment='When it was decided, UTC', null=True)),
                ('decided_by', models.BigIntegerField(db_comment='accounts_user.id of who decided', null=True)),
                ('case', models.ForeignKey(db_column='case', db_comment='Of which case', on_delete=django.db.models.deletion.RESTRICT, related_name='contacts', to='outbreaks.case')),
            ],
            options={
                'db_table': 'outbreaks_contact',
                'db_table_comment': 'Contacts of suspected cases, drawn from what was registered',
            },
        ),
        migrations.CreateModel(
            name='Guardian',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('name', models.TextField(db_comment='Name of the guardian, or of the body that stands in')),
                ('phone', models.TextField(db_comment='Telephone, digits only; empty if none', default='')),
                ('relation', models.TextField(db_comment='What they are to the child, in words')),
                ('since', models.DateField(db_comment='First day, in China')),
                ('until', models.DateField(db_comment='First day no longer; null while it lasts', null=True)),
                ('at', models.DateTimeField(db_comment='When it was registered, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('person', models.ForeignKey(db_column='person', db_comment='The child', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'outbreaks_guardian',
                'db_table_comment': 'Guardians of children in institutions; only ended',
            },
        ),
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('what', models.TextField(db_comment='requisition, meal, gathering, wake or placement')),
                ('words', models.TextField(db_comment='What is meant, in the words of who asks')),
                ('refused', models.JSONField(db_comment='Clauses by which it may not be: clause, order, has; empty: it may', default=list)),
                ('at', models.DateTimeField(db_comment='When it was asked, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('institution', models.ForeignKey(db_column='institution', db_comment='In which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'outbreaks_permit',
                'db_table_comment': 'What institutions were asked for or asked to do, and the answer',
            },
        ),
        migrations.CreateModel(
            name='Remains',
            fields=[
                ('id', models.BigAutoField(db_comment='Remains of one person', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('name', models.TextField(db_comment='Name of the dead')),
                ('patient', models.BooleanField(db_comment='Died as a patient of the disease, or suspected')),
                ('paper', models.TextField(db_comment='Number of the death certificate, and who issued it')),
                ('family', models.TextField(db_comment='Who of the family was told, and how', default='')),
                ('came_at', models.DateTimeField(db_comment='When they were taken over, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('cremated_at', models.DateTimeField(db_comment='When they were cremated, UTC', null=True)),
                ('done_by', models.BigIntegerField(db_comment='accounts_user.id of who wrote that', null=True)),
                ('kept', models.TextField(db_comment='Where the ashes are kept, or who took them', default='')),
                ('institution', models.ForeignKey(db_column='institution', db_comment='In or of which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'outbreaks_remains',
                'db_table_comment': 'Remains at funeral homes; only handled',
            },
        ),
        migrations.CreateModel(
            name='Shelter',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('name', models.TextField(db_comment='Where it is, in words')),
                ('beds', models.SmallIntegerField(db_comment='How many people it takes')),
                ('opened_at', models.DateTimeField(db_comment='When it was opened, UTC')),
                ('opened_by', models.BigIntegerField(db_comment='accounts_user.id of who registered it')),
                ('closed_at', models.DateTimeField(db_comment='When it was closed, UTC; null: open', null=True)),
                ('institution', models.ForeignKey(db_column='institution', db_comment='In or of which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'outbreaks_shelter',
                'db_table_comment': 'Temporary shelters of rescue stations; only closed',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('step', models.TextField(db_comment='reported, isolated, transferred or disinfected')),
                ('owner', models.TextField(db_comment='Who answers for it, by name')),
                ('done_at', models.DateTimeField(db_comment='When it was done, as claimed, UTC', null=True)),
                ('said', models.TextField(db_comment='To whom or where, in words', default='')),
                ('at', models.DateTimeField(db_comment='When it was registered as done, UTC', null=True)),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who registered it', null=True)),
                ('case', models.ForeignKey(db_column='case', db_comment='Of which case', on_delete=django.db.models.deletion.RESTRICT, related_name='tasks', to='outbreaks.case')),
            ],
            options={
                'db_table': 'outbreaks_task',
                'db_table_comment': 'Steps of suspected cases: the four earlies, and disinfection',
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['place', 'detected_at'], name='outbreaks_case_place'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['test', 'warning', 'hand'])), name='outbreaks_case_source'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closing__in', ['', 'excluded', 'recovered', 'hospital', 'died'])), name='outbreaks_case_closing'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('post__isnull', True)), models.Q(('person__isnull', True), ('post__isnull', False)), _connector='OR'), name='outbreaks_case_of_one'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('person',), name='outbreaks_case_one_of_person'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('post',), name='outbreaks_case_one_of_post'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['place'], name='outbreaks_contact_place'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('standing__in', ['drawn', 'confirmed', 'struck'])), name='outbreaks_contact_standing'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(fields=('case', 'person', 'post', 'visitor'), name='outbreaks_contact_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='guardian',
            index=models.Index(fields=['place'], name='outbreaks_guardian_place'),
        ),
        migrations.AddIndex(
            model_name='guardian',
            index=models.Index(fields=['person'], name='outbreaks_guardian_person'),
        ),
        migrations.AddConstraint(
            model_name='guardian',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='outbreaks_guardian_forward'),
        ),
        migrations.AddConstraint(
            model_name='guardian',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('person',), name='outbreaks_guardian_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(fields=['place', 'at'], name='outbreaks_permit_place'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['requisition', 'meal', 'gathering', 'wake', 'placement'])), name='outbreaks_permit_what'),
        ),
        migrations.AddIndex(
            model_name='remains',
            index=models.Index(fields=['place', 'came_at'], name='outbreaks_remains_place'),
        ),
        migrations.AddIndex(
            model_name='shelter',
            index=models.Index(fields=['place'], name='outbreaks_shelter_place'),
        ),
        migrations.AddConstraint(
            model_name='shelter',
            constraint=models.CheckConstraint(condition=models.Q(('beds__gte', 1)), name='outbreaks_shelter_beds'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['place'], name='outbreaks_task_place'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['reported', 'isolated', 'transferred', 'disinfected'])), name='outbreaks_task_step'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('case', 'step'), name='outbreaks_task_once'),
        ),
        *about_people("outbreaks_case", "select, insert"),
        allow("outbreaks_case", "update (closed_at, closed_by, closing)"),
        *about_people("outbreaks_task", "select, insert"),
        allow("outbreaks_task", "update (owner, done_at, said, at, by)"),
        *scoped_table("outbreaks_contact", "select, insert", names=True),
        allow("outbreaks_contact", "update (bases, last_at, standing, why, decided_at, decided_by)"),
        *scoped_table("outbreaks_permit", "select, insert"),
        *scoped_table("outbreaks_shelter", "select, insert"),
        allow("outbreaks_shelter", "update (closed_at)"),
        *scoped_table("outbreaks_guardian", "select, insert", names=True),
        allow("outbreaks_guardian", "update (until)"),
        *scoped_table("outbreaks_remains", "select, insert", names=True),
        allow("outbreaks_remains", "update (cremated_at, done_by, kept)"),
    ]
