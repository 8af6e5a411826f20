"""Who has read which order: one's own receipts, and for those who may see staff their places'."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import IN_SCOPE, allow

SELF = "reader = nullif(current_setting('anlin.user', true), '')::bigint"
STAFF = "current_setting('anlin.staff', true) = 'yes' and " + IN_SCOPE.format(column="place")


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0004_ladder'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('reader', models.BigIntegerField(db_comment='accounts_user.id of who read it')),
                ('place', models.BigIntegerField(db_comment='lo of the place the reader works at (accounts_grant.lo)', db_index=True)),
                ('at', models.DateTimeField(db_comment='when the reader said so')),
                ('order', models.ForeignKey(db_comment='what was read', on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='policy.order')),
            ],
            options={
                'db_table': 'policy_reading',
                'db_table_comment': 'Who has read which order; append-only',
                'constraints': [models.UniqueConstraint(fields=('reader', 'order', 'place'), name='policy_reading_once')],
            },
        ),
        migrations.RunSQL(
            "alter table policy_reading enable row level security;"
            "alter table policy_reading force row level security;"
            f"create policy policy_reading_see on policy_reading for select using ({SELF} or ({STAFF}));"
            f"create policy policy_reading_make on policy_reading for insert with check ({SELF});",
            "drop policy policy_reading_make on policy_reading;"
            "drop policy policy_reading_see on policy_reading;"
            "alter table policy_reading no force row level security;"
            "alter table policy_reading disable row level security;",
        ),
        allow("policy_reading", "select, insert"),
        allow("policy_reading_id_seq", "usage"),
    ]
