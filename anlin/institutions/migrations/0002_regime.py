"""Open or closed: proposals, hardship cases, visitors; and who may see them."""

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

    dependencies = [
        ('institutions', '0001_start'),
        ('people', '0002_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='Hardship',
            fields=[
                ('id', models.BigAutoField(db_comment='Hardship case', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('way', models.TextField(db_comment='visit, enter, leave or admit')),
                ('who', models.TextField(db_comment='Whom it is for, in words')),
                ('why', models.TextField(db_comment='Why, in the words of who asks')),
                ('since', models.DateField(db_comment='First day for which it is asked')),
                ('until', models.DateField(db_comment='First day on which it no longer holds')),
                ('at', models.DateTimeField(db_comment='When it was asked, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did so')),
                ('granted', models.BooleanField(db_comment='Whether it was granted; null: waits', null=True)),
                ('word', models.TextField(db_comment='In the words of who decided', default='')),
                ('decided_at', models.DateTimeField(db_comment='When it was decided, UTC', null=True)),
                ('decided_by', models.BigIntegerField(db_comment='accounts_user.id of who decided', null=True)),
                ('institution', models.ForeignKey(db_column='institution', db_comment='Which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'institutions_hardship',
                'db_table_comment': 'Exceptions while an institution is closed: asked for, then decided once',
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(db_comment='Proposal', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('regime', models.TextField(db_comment='open (by the guideline) or closed')),
                ('since', models.DateTimeField(db_comment='From when on it shall hold, UTC')),
                ('review_on', models.DateField(db_comment='Day on which it is looked at anew, in China')),
                ('sheet', models.JSONField(db_comment='Assessment as of then: what was known of the county, the house, beds and staff')),
                ('suggested', models.TextField(db_comment='What the table in force said: open, closed or unclear; empty: no table')),
                ('clause', models.TextField(db_comment='policy_clause.id it is based on')),
                ('row', models.TextField(db_comment='Row of the table that decided; empty: none', default='')),
                ('why', models.TextField(db_comment='Why, in the words of who proposes')),
                ('at', models.DateTimeField(db_comment='When it was proposed, UTC')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did so')),
                ('approved', models.BooleanField(db_comment='Whether it was approved; null: waits', null=True)),
                ('word', models.TextField(db_comment='In the words of who decided', default='')),
                ('decided_at', models.DateTimeField(db_comment='When it was decided, UTC', null=True)),
                ('decided_by', models.BigIntegerField(db_comment='accounts_user.id of who decided', null=True)),
                ('institution', models.ForeignKey(db_column='institution', db_comment='Which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
            ],
            options={
                'db_table': 'institutions_regime',
                'db_table_comment': 'Opening and closing of institutions: proposed, then decided once',
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(db_comment='Visit', primary_key=True, serialize=False)),
                ('place', models.BigIntegerField(db_comment="Place: lo of the institution's dedicated grid, the key of row-level security")),
                ('name', models.TextField(db_comment='Name of the visitor')),
                ('phone', models.TextField(db_comment='Telephone, digits only; empty if none', default='')),
                ('temperature', models.DecimalField(db_comment='Unit: degrees Celsius; null: not taken', decimal_places=1, max_digits=3, null=True)),
                ('tested_at', models.DateTimeField(db_comment='Time of the negative test, UTC', null=True)),
                ('refused', models.JSONField(db_comment='Clauses by which they were turned away; empty: let in', default=list)),
                ('came_at', models.DateTimeField(db_comment='When they came, UTC')),
                ('went_at', models.DateTimeField(db_comment='When they went, UTC; null: inside', null=True)),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who did so')),
                ('hardship', models.ForeignKey(db_column='hardship', db_comment='The exception under which they came; null: none', null=True, on_delete=django.db.models.deletion.RESTRICT, to='institutions.hardship')),
                ('institution', models.ForeignKey(db_column='institution', db_comment='Which institution', on_delete=django.db.models.deletion.RESTRICT, to='institutions.institution')),
                ('person', models.ForeignKey(db_column='person', db_comment='Whom they visit', on_delete=django.db.models.deletion.RESTRICT, to='people.person')),
            ],
            options={
                'db_table': 'institutions_visit',
                'db_table_comment': 'Visitors of institutions, also those turned away',
            },
        ),
        migrations.AddIndex(
            model_name='hardship',
            index=models.Index(fields=['place'], name='institutions_hardship_place'),
        ),
        migrations.AddConstraint(
            model_name='hardship',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['visit', 'enter', 'leave', 'admit'])), name='institutions_hardship_way'),
        ),
        migrations.AddConstraint(
            model_name='hardship',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='institutions_hardship_forward'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['place', 'since'], name='institutions_regime_place'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['open', 'closed'])), name='institutions_regime_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved__isnull', True), ('decided_at__isnull', True)), models.Q(('approved__isnull', False), ('decided_at__isnull', False)), _connector='OR'), name='institutions_regime_decided'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('approved__isnull', True)), fields=('institution',), name='institutions_regime_one_waits'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['place', 'came_at'], name='institutions_visit_place'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['person'], name='institutions_visit_person'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='institutions_visit_named'),
        ),
        *scoped_table("institutions_regime", "select, insert"),
        allow("institutions_regime", "update (approved, word, decided_at, decided_by)"),
        *about_people("institutions_hardship", "select, insert"),
        allow("institutions_hardship", "update (granted, word, decided_at, decided_by)"),
        *scoped_table("institutions_visit", "select, insert", names=True),
        allow("institutions_visit", "update (went_at)"),
    ]
