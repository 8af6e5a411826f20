"""Lapses and escalations without what each cost: second indexes, and looks for what is always there."""
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0005_ladder'),
    ]

    operations = [
        migrations.AlterField(
            model_name='acknowledgement',
            name='lapse',
            field=models.ForeignKey(db_comment='what lapsed', db_index=False, on_delete=django.db.models.deletion.PROTECT, to='duties.lapse'),
        ),
        migrations.AlterField(
            model_name='appeal',
            name='lapse',
            field=models.ForeignKey(db_comment='what lapsed', db_index=False, on_delete=django.db.models.deletion.PROTECT, to='duties.lapse'),
        ),
        migrations.AlterField(
            model_name='escalation',
            name='lapse',
            field=models.ForeignKey(db_comment='what lapsed', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='duties.lapse'),
        ),
        migrations.AlterField(
            model_name='lapse',
            name='window',
            field=models.ForeignKey(db_comment='the window that lapsed', db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='duties.window'),
        ),
    ]
