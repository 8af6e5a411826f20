"""A case may come from an institution, and counts once."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_start'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='matter',
            field=models.BigIntegerField(db_comment="Number of the institution's case it was confirmed as; null: entered by hand", null=True),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('matter',), name='areas_case_matter_once'),
        ),
    ]
