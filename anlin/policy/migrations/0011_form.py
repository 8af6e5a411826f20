"""Forms that orders ask communities to fill in: published law, like terms."""

import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import allow


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0010_gates'),
    ]

    operations = [
        migrations.CreateModel(
            name='Form',
            fields=[
                ('id', models.SmallAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('name', models.TextField(db_comment='forms/<name>.yaml; name')),
                ('zh', models.TextField(db_comment='what it is called in Chinese; title.zh')),
                ('en', models.TextField(db_comment='what it is called in English; title.en')),
                ('asked_of', models.TextField(db_comment='identifier of the role that fills it in; asked_of')),
                ('per_week', models.SmallIntegerField(db_comment='times a week; per_week')),
                ('minutes', models.SmallIntegerField(db_comment='minutes each time, own estimate; minutes')),
                ('certificate', models.TextField(db_comment='kind of paper it asks for; certificate, or empty')),
                ('lines', models.JSONField(db_comment='fact, zh, en, filled of each line; asks')),
                ('clause', models.ForeignKey(db_comment='source', on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='policy.clause')),
                ('pack', models.ForeignKey(db_comment='its pack', on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='policy.pack')),
            ],
            options={
                'db_table': 'policy_form',
                'db_table_comment': 'Forms that orders ask communities to fill in',
                'constraints': [models.UniqueConstraint(fields=('pack', 'name'), name='policy_form_once')],
            },
        ),
        allow('policy_form', 'select'),
    ]
