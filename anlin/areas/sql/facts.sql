-- what:  What criteria ask of communities and their counties on a day: cases in all, linked and of
--        unknown source within 14 days, the last day with a case, a cluster.
-- in:    lo, hi; day
-- out:   place (lo of a community with cases, or of its county), county (whether it is one), cases,
--        linked_14d (the largest chain of one community within 14 days), unknown_14d, last_on
-- cost:  one range over cases; a chain is followed to its first case
-- again: reads only
with recursive standing as materialized (
    select c.* from areas_case c
    where c.place >= %(lo)s and c.place < %(hi)s and c.found_on <= %(day)s and not c.void
      and not exists (select from areas_case x where x.corrects = c.id)
),
chain as (
    select id, id as root, place, found_on, source from standing s
    where s.linked is null or not exists (select from standing x where x.id = s.linked)
    union all
    select s.id, c.root, s.place, s.found_on, s.source
    from standing s join chain c on s.linked = c.id
),
clusters as (
    select place, root, count(*) as linked from chain
    where found_on > %(day)s::date - 14
    group by place, root
),
counted as (
    select s.place, count(*) as cases, max(s.found_on) as last_on,
           count(*) filter (where s.source = 'unknown' and s.linked is null
                            and s.found_on > %(day)s::date - 14
                            and not exists (select from standing x where x.linked = s.id)) as unknown
    from standing s group by s.place
)
select c.place, false as county, c.cases,
       coalesce((select max(linked) from clusters k where k.place = c.place), 0) as linked_14d,
       c.unknown as unknown_14d, c.last_on
from counted c
union all
select c.place - c.place %% 1000000000000, true, sum(c.cases)::bigint,
       coalesce(max((select max(linked) from clusters k where k.place = c.place)), 0),
       sum(c.unknown)::bigint, max(c.last_on)
from counted c
group by 1
