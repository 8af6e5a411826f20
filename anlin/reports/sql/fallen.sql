-- what:  Say of the duties that had lapsed by a moment how they stood then and how at another.
-- in:    windows (ids); lo, hi; width (of the places to part them by); then, at
-- out:   one row per measure and place: missed as known then; of these met, late, excused, exempt
--        and missed as known at `at`; and missed only by what came later
-- cost:  two index probes per lapse: exceptions, not duties
-- again: reads only
select m.code, l.place - l.place %% %(width)s as place,
       count(*) filter (where t.status = 'missed') as missed_then,
       count(*) filter (where t.status = 'missed' and n.status = 'met') as met,
       count(*) filter (where t.status = 'missed' and n.status = 'late') as late,
       count(*) filter (where t.status = 'missed' and n.status = 'excused') as excused,
       count(*) filter (where t.status = 'missed' and n.status = 'exempt') as exempt,
       count(*) filter (where t.status = 'missed' and n.status = 'missed') as missed,
       count(*) filter (where t.status <> 'missed' and n.status = 'missed') as added
from duties_lapse l
join policy_measure m on m.id = l.measure_id
cross join lateral (select l.place + 1 as after offset 0) b -- a sum is no bound for an index here
cross join lateral duties_of(array[l.window_id::int], l.place, b.after, %(then)s) t
cross join lateral duties_of(array[l.window_id::int], l.place, b.after, %(at)s) n
where l.window_id = any(%(windows)s) and l.lapsed_at <= %(then)s
  and l.place >= %(lo)s and l.place < %(hi)s
  and t.subject = l.subject and t.opens = l.opens
  and n.subject = l.subject and n.opens = l.opens
group by 1, 2
having count(*) filter (where t.status = 'missed' or n.status = 'missed') > 0
order by 2, 1
