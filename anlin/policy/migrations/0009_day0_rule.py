"""Which day an order counts from."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0008_adoption_scope'),
    ]

    operations = [
        migrations.AddField(
            model_name='term',
            name='day0_rule',
            field=models.TextField(db_comment='the day of the event is day 0 (event-day) or day 1 (event-day-is-1)', db_default='event-day', default='event-day'),
        ),
        migrations.AlterField(
            model_name='term',
            name='lasts',
            field=models.SmallIntegerField(db_comment='number of the last day, by day0_rule; null: while concerned', null=True),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('day0_rule__in', ['event-day', 'event-day-is-1'])), name='policy_term_day0_rule_known'),
        ),
    ]
