-- what:  Count the duties of a community or less twice: as known at one moment and at another.
-- in:    windows (ids); lo, hi; then, at
-- out:   one row per measure: seven counts as known then, seven as known at `at`, and how many
--        duties stand differently
-- cost:  two index probes per duty; ask within one community
-- again: reads only
select m.code, m.zh, m.en,
       count(*) filter (where t.status <> 'exempt') as due_then,
       count(*) filter (where t.status = 'met') as met_then,
       count(*) filter (where t.status = 'late') as late_then,
       count(*) filter (where t.status = 'missed') as missed_then,
       count(*) filter (where t.status in ('open', 'upcoming')) as open_then,
       count(*) filter (where t.status = 'excused') as excused_then,
       count(*) filter (where t.status = 'exempt') as exempt_then,
       count(*) filter (where n.status <> 'exempt') as due,
       count(*) filter (where n.status = 'met') as met,
       count(*) filter (where n.status = 'late') as late,
       count(*) filter (where n.status = 'missed') as missed,
       count(*) filter (where n.status in ('open', 'upcoming')) as open,
       count(*) filter (where n.status = 'excused') as excused,
       count(*) filter (where n.status = 'exempt') as exempt,
       count(*) filter (where t.status <> n.status) as moved
from duties_of(%(windows)s, %(lo)s, %(hi)s, %(then)s) t
join duties_of(%(windows)s, %(lo)s, %(hi)s, %(at)s) n using (window_id, place, subject, opens)
join policy_measure m on m.id = n.measure_id
group by m.code, m.zh, m.en
order by m.code
