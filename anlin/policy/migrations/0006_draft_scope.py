"""Versions of drafts are found by their place."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0005_reading'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draftversion',
            name='lo',
            field=models.BigIntegerField(db_comment='first padded code of the place, for its scope', db_index=True),
        ),
    ]
