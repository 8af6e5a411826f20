-- what:  List the duties of the demonstration's fortnight that workers do, with what can settle them;
--        what counties owe is done by their leaders.
-- in:    windows (ids); lo, hi; at
-- out:   one row per duty, by place and subject, the shortest windows first
-- cost:  one index probe per duty
-- again: reads only
select d.subject, d.place, d.opens, d.closes, w.late_until, d.needs, w.spacing, w.kinds, m.code
from duties_of(%(windows)s, %(lo)s, %(hi)s, %(at)s) d
join duties_window w on w.id = d.window_id
join policy_measure m on m.id = d.measure_id and m.population <> 'counties'
order by d.place, d.subject, d.closes - d.opens, d.opens, m.code
