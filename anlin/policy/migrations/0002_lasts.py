"""How many days a term lasts for whoever comes to be concerned."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0001_law'),
    ]

    operations = [
        migrations.AddField(
            model_name='term',
            name='lasts',
            field=models.SmallIntegerField(db_comment='days from the event, whose day is day 0; null: while concerned', null=True),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('lasts__isnull', True), ('lasts__gte', 1), _connector='OR'), name='policy_term_lasts'),
        ),
    ]
