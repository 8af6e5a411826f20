-- what:  List duties with the words of their measure, most urgent first.
-- in:    windows (ids); lo, hi; at; owed_by (role) or null; subject or null
-- out:   one row per duty
-- cost:  one index probe per duty
-- again: reads only
select d.window_id, m.code, m.zh, m.en, w.clause, m.owed_by, m.minutes, d.subject, d.place,
       d.opens, d.closes, d.lapses, d.needs, d.have, d.status, d.received_late, d.cured
from duties_of(%(windows)s, %(lo)s, %(hi)s, %(at)s) d
join duties_window w on w.id = d.window_id
join policy_measure m on m.id = d.measure_id
where (%(owed_by)s::text is null or m.owed_by = %(owed_by)s)
  and (%(subject)s::bigint is null or d.subject = %(subject)s)
order by d.status <> 'missed', d.closes, d.place, d.subject, m.code
