"""How long a decided class holds, said once for every list that asks where."""

from django.db import migrations

HELD = """
create function areas_held(of_class text)
returns table (place bigint, level smallint, outcome text, since date, until date)
language sql stable as $$
select place, level, outcome, since, lead(since) over (partition by place order by since) as until
from (
    select distinct on (place, since) place, level, outcome, since from areas_class
    where name = of_class
    order by place, since, id desc
) last
$$;
comment on function areas_held is
    'The classes decided under a name, each with the day on which the next one of its place begins';
"""


class Migration(migrations.Migration):

    dependencies = [("areas", "0002_matter")]

    operations = [migrations.RunSQL(HELD, "drop function areas_held")]
