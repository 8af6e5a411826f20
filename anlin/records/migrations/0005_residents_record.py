"""Residents record, too, by a link of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_fewer_entries'),
    ]

    operations = [
        migrations.AlterField(
            model_name='submission',
            name='recorder',
            field=models.BigIntegerField(db_comment='accounts_user.id of who recorded it; below 0: the resident, by that link'),
        ),
    ]
