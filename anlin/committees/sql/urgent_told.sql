-- Urgent reports of a day.
-- in: lo, hi (places), since, until
-- out: place, number
-- cost: one range of the index (place, at)
-- again: yes, reads only
select place, 1::bigint as number
from committees_urgent
where place >= %(lo)s and place < %(hi)s and at >= %(since)s and at < %(until)s and kind = 'place'
