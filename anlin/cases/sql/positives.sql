-- People whose infection became known to their community within a day: treatment at home was opened.
-- in: lo, hi (places), since, until
-- out: place, number
-- cost: one pass over observations of the range
-- again: yes, reads only
select place, 1::bigint as number
from cases_observation
where reason = 'case' and place >= %(lo)s and place < %(hi)s
  and opened_at >= %(since)s and opened_at < %(until)s
  and ending <> 'mistake'
