"""The tree of places, who followed whom, and which editions stand in it."""

import anlin.places.models
import django.db.models.deletion
from django.db import migrations, models

from anlin.base.migration import allow


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('day', models.DateField(db_comment='cut-off day of the edition', primary_key=True, serialize=False)),
                ('divisions', models.IntegerField(db_comment='how many places were loaded, with the nation')),
                ('digest', models.TextField(db_comment='SHA-256 of the file it was loaded from, hexadecimal')),
                ('loaded_at', models.DateTimeField(db_comment="when it was loaded, by the product's clock")),
            ],
            options={
                'db_table': 'places_edition',
                'db_table_comment': 'Which editions of the divisions stand in the tree',
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('code', models.TextField(db_collation='C', db_comment="digits that name the place, its parent's code first; source: national statistical divisions, edition 2023-06-30; below community: entered here", primary_key=True, serialize=False)),
                ('level', models.SmallIntegerField(db_comment='0 nation, 1 province, 2 city, 3 county, 4 town, 5 community or village, 6 grid or compound, 7 building or natural village; source: length of the code')),
                ('lo', models.BigIntegerField(db_comment='first number of its range: code padded with zeros to 18 digits; other tables point to a place by it; source: code')),
                ('hi', models.BigIntegerField(db_comment='end of its range, exclusive; source: code')),
                ('kind', models.TextField(db_comment='what it is, such as street, village, grid; source: name and code')),
                ('name', models.TextField(db_comment='name as published; source: national statistical divisions, edition 2023-06-30; below community: entered here')),
                ('periods', anlin.places.models.PeriodsField(db_comment='days in China on which it was open, half-open periods; source: openings and closings recorded here; divisions of the edition count as open from 2000-01-01')),
                ('compound', models.ForeignKey(db_column='compound', db_comment='code of the compound a building belongs to; source: entered here', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='buildings', to='places.place')),
            ],
            options={
                'db_table': 'places_place',
                'db_table_comment': 'The tree of places as of any day; public reference data',
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(db_comment='row number', primary_key=True, serialize=False)),
                ('on', models.DateField(db_comment='first day in China on which the new place stood')),
                ('kind', models.TextField(db_comment='split, merge or recode')),
                ('after', models.ForeignKey(db_column='to_code', db_comment='code of the place that took over', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('before', models.ForeignKey(db_column='from_code', db_comment='code of the place that ended', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'db_table': 'places_succession',
                'db_table_comment': 'Which place followed which; source: splits and merges recorded here',
            },
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(condition=models.Q(('compound__isnull', False)), fields=['compound'], name='places_place_compound'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('level__range', (0, 7))), name='places_place_level_range'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('lo__lt', models.F('hi'))), name='places_place_lo_below_hi'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['nation', 'province', 'city', 'county', 'street', 'town', 'township', 'other_township', 'community', 'village', 'grid', 'dedicated_grid', 'compound', 'building', 'natural_village'])), name='places_place_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Func('periods', function='isempty', output_field=models.BooleanField()), _negated=True), name='places_place_periods_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='places_place_name_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('compound__isnull', True), ('kind', 'building'), _connector='OR'), name='places_place_compound_holds_buildings'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('level', 'lo'), name='places_place_one_per_lo'),
        ),
        migrations.AddIndex(
            model_name='succession',
            index=models.Index(fields=['after'], name='places_succession_after'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['split', 'merge', 'recode'])), name='places_succession_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='places_succession_two_places'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('before', 'after', 'on'), name='places_succession_once'),
        ),
        allow("places_place", "select, insert, update (periods)"),
        allow("places_succession", "select, insert"),
        allow("places_edition", "select"),
    ]
