"""A case is confirmed on a day, and counts for the community around the institution."""

from django.db import migrations, models

from anlin.base.migration import allow


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0003_site'),
        ('outbreaks', '0001_start'),
        ('people', '0003_same_day'),
    ]

    operations = [
        migrations.AlterModelTableComment(
            name='case',
            table_comment='Suspected cases in institutions; only confirmed and closed',
        ),
        migrations.AddField(
            model_name='case',
            name='confirmed_at',
            field=models.DateTimeField(db_comment='When that was registered, UTC', null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='confirmed_by',
            field=models.BigIntegerField(db_comment='accounts_user.id of who registered that it was confirmed', null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='confirmed_on',
            field=models.DateField(db_comment='Day on which it was confirmed, in China; null: suspected only', null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='counted',
            field=models.BigIntegerField(db_comment='areas_case.id it counts as for the community; null: it does not', null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='infected',
            field=models.TextField(db_comment='Infected where: known, unknown or imported; empty: not confirmed', default=''),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_on__isnull', True), ('infected', '')), models.Q(('confirmed_on__isnull', False), ('infected__in', ['known', 'unknown', 'imported'])), _connector='OR'), name='outbreaks_case_confirmed'),
        ),
        allow('outbreaks_case', 'update (confirmed_on, confirmed_at, confirmed_by, infected, counted)'),
    ]
