-- Remains of patients at funeral homes, from the moment they were taken over.
-- in: nothing
-- out: subject (their number, from 3 * 10^15 on), place, since, until, key (empty)
-- cost: one pass over remains
-- again: yes, reads only
select 3000000000000000 + r.id as subject, r.place, r.came_at as since,
       timestamptz '9999-12-31 00:00+00' as until, '' as key
from outbreaks_remains r
where r.patient
