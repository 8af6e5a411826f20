"""The key is collated "C" and serves prefixes itself: Django's second index is dead weight."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "drop index places_place_code_1c415a63_like",
            "create index places_place_code_1c415a63_like on places_place (code text_pattern_ops)",
        ),
    ]
