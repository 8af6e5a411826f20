-- what:  A page of the duties of a range of places, as known at one moment and as known now.
-- in:    windows (ids); lo, hi; known_at, at; measure (code) or ''; status or ''; subject or null;
--        persons: whether duties about persons are shown; after_place, after_subject, after_window,
--        after_opens: the last row of the page before; most: rows of a page
-- out:   one row per duty, in the order of place, subject, window, opening
-- cost:  two index probes per duty from the page's first place on; ask within one community
-- again: reads only
select w.id as "window", m.code as measure, m.zh, m.en, w."order", w.clause, m.owed_by, m.minutes,
       m.population, d.place, d.subject, d.opens, d.closes, d.lapses, d.needs, d.have, d.status,
       d.received_late, d.cured, n.status as status_now
from duties_of(
    %(windows)s::int[], greatest(%(lo)s::bigint, %(after_place)s::bigint), %(hi)s::bigint,
    %(known_at)s::timestamptz) d
join duties_of(
    %(windows)s::int[], greatest(%(lo)s::bigint, %(after_place)s::bigint), %(hi)s::bigint,
    %(at)s::timestamptz) n using (window_id, place, subject, opens)
join duties_window w on w.id = d.window_id
join policy_measure m on m.id = d.measure_id
where (%(measure)s::text = '' or m.code = %(measure)s)
  and (%(status)s::text = '' or d.status = %(status)s)
  and (%(subject)s::bigint is null or d.subject = %(subject)s)
  and (%(persons)s::boolean or d.subject = d.place)
  and (d.place, d.subject, d.window_id, d.opens) > (
      %(after_place)s::bigint, %(after_subject)s::bigint, %(after_window)s::int,
      %(after_opens)s::timestamptz)
order by d.place, d.subject, d.window_id, d.opens
limit %(most)s
