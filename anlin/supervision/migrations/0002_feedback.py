"""Progress of measures, told to the issuers of their orders."""

from django.db import migrations, models

from anlin.base.migration import scoped_table


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0001_start'),
    ]

    operations = [
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(db_comment='Feedback', primary_key=True, serialize=False)),
                ('client_id', models.UUIDField(db_comment='Made where it was entered: sent twice is once', unique=True)),
                ('place', models.BigIntegerField(db_comment='lo of the place whose progress it is, the key of row-level security')),
                ('name', models.TextField(db_comment='name of that place; source: places_place')),
                ('content', models.JSONField(db_comment='per order: id, title and issuer in both languages, the clauses that name who is told, and the counts of each measure as on the board of that day')),
                ('note', models.TextField(db_comment='what stands in the way, in the words of who sent it')),
                ('at', models.DateTimeField(db_comment='when it was sent, UTC; the counts are those of then')),
                ('by', models.BigIntegerField(db_comment='accounts_user.id of who sent it')),
                ('sender', models.TextField(db_comment='name of who sent it; source: accounts_user')),
            ],
            options={
                'db_table': 'supervision_feedback',
                'db_table_comment': 'Progress of measures, told to the issuers of their orders; append-only',
                'indexes': [models.Index(fields=['place', '-at'], name='supervision_feedback_place')],
            },
        ),
        *scoped_table("supervision_feedback", "select, insert"),
    ]
