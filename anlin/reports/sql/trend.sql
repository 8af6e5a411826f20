-- what:  Count for each day what of its duties was done, by measure: windows whose time is over.
-- in:    level, place; days, starts, ends: arrays of equal length; since, until: around them; at
-- out:   one row per measure and day that is over
-- cost:  one index probe per window of these days
-- again: reads only
with kept as materialized (
    select m.code, w.opens, w.closes, w.late_until, f.met, f.late, f.excused,
           case when w.own then f.met + f.late + f.excused + f.lapsed else f.due end as due
    from duties_window w
    join duties_figure f on f.window_id = w.id and f.level = %(level)s and f.place = %(place)s
    join policy_measure m on m.id = w.measure_id
    where w.late_until > %(since)s and w.opens < %(until)s
      and (case when w.own then w.within is not null else w.lapses <= %(at)s end)
)
select k.code, g.day, sum(k.due)::bigint as due, sum(k.met)::bigint as met,
       sum(k.late)::bigint as late, sum(k.excused)::bigint as excused
from kept k
join unnest(%(days)s::date[], %(starts)s::timestamptz[], %(ends)s::timestamptz[])
    g (day, starts, ends)
  on k.opens < g.ends and k.closes > g.starts and k.late_until > g.starts and g.ends <= %(at)s
group by 1, 2
having sum(k.due) > 0
order by 1, 2
