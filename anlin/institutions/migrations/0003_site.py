"""A home may be kept as a collective isolation site, beside open and closed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0002_regime'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='proposal',
            name='institutions_regime_known',
        ),
        migrations.AlterField(
            model_name='proposal',
            name='regime',
            field=models.TextField(db_comment='open (by the guideline), closed, or site: run as an isolation site'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['open', 'closed', 'site'])), name='institutions_regime_known'),
        ),
    ]
