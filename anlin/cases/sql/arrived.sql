-- People who were registered within a day as arrived from elsewhere.
-- in: lo, hi (places), since, until
-- out: place, number
-- cost: one pass over arrivals of the range
-- again: yes, reads only
select place, 1::bigint as number
from cases_traveller
where place >= %(lo)s and place < %(hi)s
  and registered_at >= %(since)s and registered_at < %(until)s
