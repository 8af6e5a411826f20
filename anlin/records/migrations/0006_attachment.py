"""Photographs sent beside items, seen by whoever may see persons at the place."""

from django.db import migrations, models

from anlin.base.migration import scoped_table


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_residents_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='of the item it belongs to, made by the phone')),
                ('sha256', models.BinaryField(db_comment="SHA-256 of the bytes as sent: the receipt's name")),
                ('recorder', models.BigIntegerField(db_comment='accounts_user.id of who sent it')),
                ('device', models.TextField(db_comment='number of the phone')),
                ('place', models.BigIntegerField(db_comment='lo of the place where the sender works, for who may see it', db_index=True)),
                ('jpeg', models.BinaryField(db_comment='the picture drawn anew, at most 1600 pixels long')),
                ('width', models.IntegerField(db_comment='pixels')),
                ('height', models.IntegerField(db_comment='pixels')),
                ('taken_at', models.DateTimeField(db_comment='when, as the camera said, UTC', null=True)),
                ('lat', models.FloatField(db_comment='degrees north, as the camera said', null=True)),
                ('lon', models.FloatField(db_comment='degrees east, as the camera said', null=True)),
                ('received_at', models.DateTimeField(db_comment='when the server took it, by its own clock, UTC')),
            ],
            options={
                'db_table': 'records_attachment',
                'db_table_comment': 'Photographs sent beside items; append-only',
                'constraints': [models.UniqueConstraint(fields=('recorder', 'client_id', 'sha256'), name='records_attachment_once')],
            },
        ),
        *scoped_table("records_attachment", "select, insert", names=True),
    ]
