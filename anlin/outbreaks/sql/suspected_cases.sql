-- Suspected cases in institutions, from detection until they are closed.
-- in: nothing
-- out: subject (number of the case, from 2 * 10^15 on), place, since, until, key (empty)
-- cost: one pass over cases
-- again: yes, reads only
select 2000000000000000 + c.id as subject, c.place, c.detected_at as since,
       case when c.closed_at is null then timestamptz '9999-12-31 00:00+00'
            else greatest(c.closed_at, c.detected_at + interval '1 second') end as until,
       '' as key
from outbreaks_case c
