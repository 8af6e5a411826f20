-- Who was kept outside a gate within a day after their temperature was taken; corrected lines do not count.
-- in: lo, hi (gates of these places), since, until
-- out: place, number
-- cost: one range of the index (place, occurred_at)
-- again: yes, reads only
select p.place, 1::bigint as number
from premises_passage p
where p.place >= %(lo)s and p.place < %(hi)s
  and p.occurred_at >= %(since)s and p.occurred_at < %(until)s
  and p.way = 'refused' and p.temperature is not null and not p.void
  and not exists (select from premises_passage c where c.place = p.place and c.corrects = p.uid)
