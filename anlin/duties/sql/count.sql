-- what:  Read cached counts of places of one level, and tell open from missed at a moment.
-- in:    windows (ids); level; lo, hi; at
-- out:   one row per place and measure
-- cost:  one index range scan per window
-- again: reads only
select m.code, m.zh, m.en, min(w.clause) as clause, f.place,
       sum(f.due)::bigint as due, sum(f.met)::bigint as met, sum(f.late)::bigint as late,
       sum(case when w.own then f.lapsed
                when %(at)s >= w.lapses then f.due - f.met - f.late - f.excused
                else 0 end)::bigint as missed,
       sum(case when w.own then f.due - f.met - f.late - f.excused - f.lapsed
                when %(at)s >= w.lapses then 0
                else f.due - f.met - f.late - f.excused end)::bigint as open,
       sum(f.excused)::bigint as excused, sum(f.exempt)::bigint as exempt
from duties_figure f
join duties_window w on w.id = f.window_id
join policy_measure m on m.id = w.measure_id
where f.window_id = any(%(windows)s) and f.level = %(level)s
  and f.place >= %(lo)s and f.place < %(hi)s
group by m.code, m.zh, m.en, f.place
having sum(f.due + f.exempt) > 0
order by f.place, m.code
