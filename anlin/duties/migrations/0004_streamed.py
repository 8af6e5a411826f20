"""Duties in one stream, for counting and for raising lapses; and how many lapses a figure saw."""

from django.db import migrations

STREAMED = """
create function duties_streamed(
    of_measure int, since_opens timestamptz, until_closes timestamptz, until_late timestamptz,
    begun_from timestamptz, needs int, spacing interval, kinds smallint[],
    late boolean, spaced boolean, from_place bigint, to_place bigint
) returns table (place bigint, subject bigint, state int) language sql stable as $$
with acts as (
    select k.place, k.subject, sum(k.weight) as have,
           case when late
                then sum(k.weight) filter (where late and k.occurred_at < until_closes)
                else sum(k.weight) end as timely,
           min(k.occurred_at) filter (where spaced) as first_act,
           max(k.occurred_at) filter (where spaced) as last_act,
           case when late
                then max(k.occurred_at)
                     filter (where late and spaced and k.occurred_at < until_closes)
                else max(k.occurred_at) filter (where spaced) end as last_timely,
           min(k.weight) filter (where spaced) < 0 as corrected
    from (
        select * from (
            (select e.place, e.subject, e.occurred_at, e.weight from records_evidence e
             where e.kind = kinds[1] and e.place >= from_place and e.place < to_place
               and e.occurred_at >= since_opens and e.occurred_at < until_late
             order by e.place, e.subject offset 0)
            union all
            (select e.place, e.subject, e.occurred_at, e.weight from records_evidence e
             where e.kind = kinds[2] and e.place >= from_place and e.place < to_place
               and e.occurred_at >= since_opens and e.occurred_at < until_late
             order by e.place, e.subject offset 0)
            union all
            (select e.place, e.subject, e.occurred_at, e.weight from records_evidence e
             where e.kind = kinds[3] and e.place >= from_place and e.place < to_place
               and e.occurred_at >= since_opens and e.occurred_at < until_late
             order by e.place, e.subject offset 0)
        ) e
        order by e.place, e.subject offset 0 -- nothing is sorted: the index is in this order
    ) k
    group by k.place, k.subject
),
relief as (
    select x.place, x.subject, bool_or(x.kind = 'exempt') as exempt,
           bool_or(x.kind = 'excused') as excused
    from duties_relief x
    where (x.measure_id is null or x.measure_id = of_measure)
      and x.place >= from_place and x.place < to_place
      and x.since < until_closes and x.until > since_opens
    group by x.place, x.subject
)
select o.place, o.subject, case
    when x.exempt then 4
    when case
             when a.timely is null then false
             when needs = 1 or not spaced then a.timely >= needs
             when needs = 2 and not a.corrected
             then a.timely >= 2 and a.last_timely - a.first_act >= spacing
             else duties_counted(
                 o.place, o.subject, kinds, since_opens, until_closes, spacing) >= needs
         end then 1
    when late and case
             when a.have is null then false
             when needs = 1 or not spaced then a.have >= needs
             when needs = 2 and not a.corrected
             then a.have >= 2 and a.last_act - a.first_act >= spacing
             else duties_counted(
                 o.place, o.subject, kinds, since_opens, until_late, spacing) >= needs
         end then 2
    when x.excused then 3
    else 0
end
from duties_obligation o
left join acts a on a.place = o.place and a.subject = o.subject
left join relief x on x.place = o.place and x.subject = o.subject
where o.measure_id = of_measure and o.place >= from_place and o.place < to_place
  and o.since <= since_opens and o.until >= until_closes
  and (begun_from is null or coalesce(o.begun, o.since) >= begun_from)
offset 0 -- so that the state is decided once, however often it is counted
$$;
comment on function duties_streamed is
    'State of every duty of one window at places in [from_place, to_place), in one merge of two '
    'indexes: 0 unsettled, 1 met, 2 late, 3 excused, 4 exempt';
"""

RAISED = """
alter table duties_figure add column raised int not null default 0;
comment on column duties_figure.raised is
    'lapses ever raised, also those cured since: what was known to be missed';
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0003_lasts")]

    operations = [
        migrations.RunSQL(STREAMED, "drop function duties_streamed"),
        migrations.RunSQL(RAISED, "alter table duties_figure drop column raised"),
    ]
