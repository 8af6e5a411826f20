-- People at home under observation or treatment at the end of a day, or by now.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: one range of observations
-- again: yes, reads only
select place, 1::bigint as number
from cases_observation
where kind in ('observation', 'treatment') and place >= %(lo)s and place < %(hi)s
  and opened_at < least(%(until)s::timestamptz, %(at)s::timestamptz)
  and (ended_at is null or ended_at >= least(%(until)s::timestamptz, %(at)s::timestamptz))
