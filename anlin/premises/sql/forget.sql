-- what:  Delete what gates registered before the days of their places, with everything personal in it.
-- in:    los, his (int8[]) and befores (timestamptz[]): in [lo, hi) nothing older than before stays
-- out:   county (lo), passages, visits, passes, vehicles, followups: how many were deleted there
-- cost:  one pass over the old entries by (place, occurred_at), and one over visits, passes and vehicles that work no more
-- again: nothing is left to delete the second time
with old as (
    select * from unnest(%(los)s::bigint[], %(his)s::bigint[], %(befores)s::timestamptz[])
        as o (lo, hi, before)
),
passages as (
    delete from premises_passage p using old o
    where p.place >= o.lo and p.place < o.hi and p.occurred_at < o.before
    returning p.place, p.uid, p.visit, p.vehicle
),
visits as (
    delete from premises_visit v
    where v.uid in (select visit from passages where passages.place = v.place)
      and not exists (
          select from premises_passage p
          where p.place = v.place and p.visit = v.uid
            and not exists (select from passages g where g.place = p.place and g.uid = p.uid))
    returning v.place
),
followups as (
    delete from premises_followup f using passages g
    where f.place = g.place and f.passage = g.uid
    returning f.place
),
passes as (
    delete from premises_pass t using old o
    where t.place >= o.lo and t.place < o.hi and least(t.ended_at, t.left_at) < o.before
    returning t.place
),
vehicles as (
    delete from premises_vehicle t using old o
    where t.place >= o.lo and t.place < o.hi and least(t.ended_at, t.left_at) < o.before
      and not exists (
          select from premises_passage p
          where p.vehicle = t.id
            and not exists (select from passages g where g.place = p.place and g.uid = p.uid))
    returning t.place
),
gone as (
    select place, 1 as passages, 0 as visits, 0 as passes, 0 as vehicles, 0 as followups from passages
    union all select place, 0, 1, 0, 0, 0 from visits
    union all select place, 0, 0, 1, 0, 0 from passes
    union all select place, 0, 0, 0, 1, 0 from vehicles
    union all select place, 0, 0, 0, 0, 1 from followups
)
select place - place %% 1000000000000 as county, sum(passages) as passages, sum(visits) as visits,
       sum(passes) as passes, sum(vehicles) as vehicles, sum(followups) as followups
from gone
group by 1
order by 1
