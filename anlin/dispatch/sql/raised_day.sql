-- Residents' needs that were raised within a day.
-- in: lo, hi (places), since, until
-- out: place, number
-- cost: one range of the index (place, at)
-- again: yes, reads only
select place, 1::bigint as number
from dispatch_need
where personal and place >= %(lo)s and place < %(hi)s and at >= %(since)s and at < %(until)s
