-- what:  Count for each day what of its duties was done, by measure, straight from evidence.
-- in:    windows (ids): those of these days; lo, hi; days, starts, ends: arrays of equal length; at
-- out:   one row per measure and day that is over
-- cost:  one index probe per duty; ask within one community
-- again: reads only
with kept as materialized (
    select d.window_id,
           count(*) filter (where d.status not in ('exempt', 'open', 'upcoming')) as due,
           count(*) filter (where d.status = 'met') as met,
           count(*) filter (where d.status = 'late') as late,
           count(*) filter (where d.status = 'excused') as excused
    from duties_of(%(windows)s, %(lo)s, %(hi)s, %(at)s) d
    group by 1
)
select m.code, g.day, sum(k.due)::bigint as due, sum(k.met)::bigint as met,
       sum(k.late)::bigint as late, sum(k.excused)::bigint as excused
from kept k
join duties_window w on w.id = k.window_id
join policy_measure m on m.id = w.measure_id
join unnest(%(days)s::date[], %(starts)s::timestamptz[], %(ends)s::timestamptz[])
    g (day, starts, ends)
  on w.opens < g.ends and w.closes > g.starts and w.late_until > g.starts and g.ends <= %(at)s
where case when w.own then w.within is not null else w.lapses <= %(at)s end
group by 1, 2
having sum(k.due) > 0
order by 1, 2
