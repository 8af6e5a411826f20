"""Let the application role queue and do timed work."""

from django.db import migrations

from anlin.base.migration import allow

TABLES = ("jobs", "workers", "events", "periodic_defers")


class Migration(migrations.Migration):
    """Rights on procrastinate's own tables and on the numbers they count with."""

    dependencies = [("procrastinate", "0041_post_retry_failed_job")]
    operations = [
        *[allow(f"procrastinate_{name}", "select, insert, update, delete") for name in TABLES],
        *[allow(f"sequence procrastinate_{name}_id_seq", "usage") for name in TABLES],
    ]
