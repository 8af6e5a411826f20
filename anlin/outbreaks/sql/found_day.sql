-- Suspected cases that were detected within a day, but for those that tests excluded.
-- in: lo, hi (places), since, until
-- out: place, number
-- cost: one range of the index (place, detected_at)
-- again: yes, reads only
select c.place, 1::bigint as number
from outbreaks_case c
where c.place >= %(lo)s and c.place < %(hi)s and c.closing <> 'excluded'
  and c.detected_at >= %(since)s and c.detected_at < %(until)s
