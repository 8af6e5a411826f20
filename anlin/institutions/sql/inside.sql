-- Residents who were in the house at the end of a day, or are by now.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: the stays of the range
-- again: yes, reads only
select s.place, count(*) as number
from institutions_stay s
where s.place >= %(lo)s and s.place < %(hi)s and s.state = 'in'
  and s.since < least(%(until)s::timestamptz, %(at)s::timestamptz)
  and (s.until is null or s.until >= least(%(until)s::timestamptz, %(at)s::timestamptz))
group by s.place
