"""Figures rolled up by place and day; seen within the place, written by the product's own jobs."""

from django.db import migrations, models

from anlin.base.migration import allow, scoped_table


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('day', models.DateField(db_comment='the day that is counted, in China', primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_comment='figures are right as of here, UTC')),
            ],
            options={
                'db_table': 'reports_counted',
                'db_table_comment': 'How old the figures of each day are',
            },
        ),
        migrations.CreateModel(
            name='Count',
            fields=[
                ('pk', models.CompositePrimaryKey('level', 'place', 'day', 'figure', blank=True, editable=False, primary_key=True, serialize=False)),
                ('level', models.SmallIntegerField(db_comment='0 nation to 5 community')),
                ('place', models.BigIntegerField(db_comment='lo of the place (places_place.lo)')),
                ('day', models.DateField(db_comment='the day that is counted, in China')),
                ('figure', models.TextField(db_comment='name of the figure, as its room offers it')),
                ('number', models.IntegerField(db_comment='how many; no row means none')),
            ],
            options={
                'db_table': 'reports_count',
                'db_table_comment': 'Figures by day and place, rolled up; a cache',
                'indexes': [models.Index(fields=['figure', 'day'], name='reports_count_figure')],
            },
        ),
        *scoped_table("reports_count", "select, insert, update"),
        allow("reports_counted", "select, insert, update"),
    ]
