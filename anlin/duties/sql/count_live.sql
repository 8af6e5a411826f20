-- what:  Count duties in a community straight from evidence, by place of a width; its own at itself.
-- in:    windows (ids); width (of a grid or building); lo, hi; at
-- out:   one row per place and measure
-- cost:  one index probe per duty; ask within one community
-- again: reads only
select m.code, m.zh, m.en, min(w.clause) as clause, d.place - d.place %% %(width)s as place,
       count(*) filter (where d.status <> 'exempt') as due,
       count(*) filter (where d.status = 'met') as met,
       count(*) filter (where d.status = 'late') as late,
       count(*) filter (where d.status = 'missed') as missed,
       count(*) filter (where d.status in ('open', 'upcoming')) as open,
       count(*) filter (where d.status = 'excused') as excused,
       count(*) filter (where d.status = 'exempt') as exempt
from duties_of(%(windows)s, %(lo)s, %(hi)s, %(at)s) d
join duties_window w on w.id = d.window_id
join policy_measure m on m.id = d.measure_id
group by m.code, m.zh, m.en, 5
order by 5, m.code
