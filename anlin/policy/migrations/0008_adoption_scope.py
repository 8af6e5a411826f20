"""A pack is put in force, and ended, only at places inside the open scope."""

from django.db import migrations

from anlin.base.migration import WHOLLY_IN_SCOPE, written_in_scope


class Migration(migrations.Migration):
    dependencies = [("policy", "0007_limit")]

    operations = [
        written_in_scope(
            "policy_adoption", WHOLLY_IN_SCOPE.format(lo="lo", hi="hi"), change=True
        ),
    ]
