-- Suspected cases that were open at the end of a day, or are by now.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: one range of the index (place, detected_at)
-- again: yes, reads only
select c.place, 1::bigint as number
from outbreaks_case c
where c.place >= %(lo)s and c.place < %(hi)s
  and c.detected_at < least(%(until)s::timestamptz, %(at)s::timestamptz)
  and (c.closed_at is null or c.closed_at >= least(%(until)s::timestamptz, %(at)s::timestamptz))
