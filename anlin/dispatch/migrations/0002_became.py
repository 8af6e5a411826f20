"""What became of a need by a moment, said once for every list and figure."""

from django.db import migrations

BECAME = """
create function dispatch_became(of_need bigint, at_place bigint, known_at timestamptz)
returns table (
    answered_at timestamptz, settled_at timestamptz, passed smallint, other bigint,
    due_at timestamptz
) language sql stable as $$
select s.answered_at, s.settled_at, s.passed, s.other, d.due_at
from (
    select min(s.at) filter (where s.what in ('answered', 'settled')) as answered_at,
           case when (array_agg(s.what order by s.at desc, s.id desc)
                          filter (where s.what in ('settled', 'reopened')))[1] = 'settled'
                then max(s.at) filter (where s.what = 'settled') end as settled_at,
           min(s.level) as passed,
           (array_agg(s.other order by s.at desc, s.id desc)
                filter (where s.what in ('merged', 'reopened')))[1] as other
    from dispatch_step s where s.need = of_need and s.at <= known_at
) s
cross join (
    select min(o.since + v.within) as due_at
    from policy_measure m
    join duties_obligation o
      on o.measure_id = m.id and o.place = at_place and o.subject = 1000000000000000 + of_need
    join duties_window v
      on v.measure_id = m.id and v.within is not null and o.since >= v.opens
     and o.since < v.closes and o.place >= v.lo and o.place < v.hi
    where m.population = 'raised_needs'
) d
$$;
comment on function dispatch_became is
    'What became of a need by a moment: first answer, solution, the highest level it was passed to, '
    'the need it was merged into, and until when it is to be answered';
"""


class Migration(migrations.Migration):

    dependencies = [("dispatch", "0001_start"), ("duties", "0005_ladder"), ("policy", "0001_law")]

    operations = [migrations.RunSQL(BECAME, "drop function dispatch_became")]
