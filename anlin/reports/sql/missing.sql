-- what:  List the duties of a community or less that stand in one of several ways, a page of them.
-- in:    windows (ids); lo, hi; at; statuses; measure (code) or null; most: how many to list
-- out:   one row per duty, most urgent first, and how many there are in all
-- cost:  one index probe per duty; ask within one community
-- again: reads only
select d.window_id, m.code, m.zh, m.en, w.clause, m.owed_by, m.minutes, d.subject, d.place,
       d.opens, d.closes, d.lapses, d.needs, d.have, d.status, d.received_late, d.cured,
       count(*) over () as total
from duties_of(%(windows)s, %(lo)s, %(hi)s, %(at)s) d
join duties_window w on w.id = d.window_id
join policy_measure m on m.id = d.measure_id
where d.status = any(%(statuses)s) and (%(measure)s::text is null or m.code = %(measure)s)
order by d.status <> 'missed', d.closes, d.place, d.subject, m.code
limit %(most)s
