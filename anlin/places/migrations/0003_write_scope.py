"""The tree is for everybody to read, and changed only inside the open scope."""

from django.db import migrations

from anlin.base.migration import WHOLLY_IN_SCOPE, written_in_scope

INSIDE = WHOLLY_IN_SCOPE.format(lo="lo", hi="hi")
BOTH = (
    "(select count(*) from places_place p where p.code in (from_code, to_code) and "
    + WHOLLY_IN_SCOPE.format(lo="p.lo", hi="p.hi")
    + ") = 2"
)


class Migration(migrations.Migration):
    dependencies = [("places", "0002_one_index_per_key")]

    operations = [
        written_in_scope("places_place", INSIDE, change=True),
        written_in_scope("places_succession", BOTH),
    ]
