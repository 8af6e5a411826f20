-- Positive results of tests in institutions that were found within a day and not corrected since.
-- in: lo, hi (places), since, until
-- out: place, number
-- cost: the results of the range
-- again: yes, reads only
select r.place, 1::bigint as number
from institutions_result r
where r.place >= %(lo)s and r.place < %(hi)s and r.result = 'positive'
  and r.found_at >= %(since)s and r.found_at < %(until)s
  and not exists (select from institutions_result c where c.corrects = r.id)
