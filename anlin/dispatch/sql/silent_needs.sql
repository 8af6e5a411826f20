-- Needs and difficulties raised within a day that nobody had answered by its end, or by now.
-- in: lo, hi (places), since, until, at
-- out: place, number
-- cost: one range of the index (place, at), one probe of the index of their steps each
-- again: yes, reads only
select n.place, 1::bigint as number
from dispatch_need n
where n.place >= %(lo)s and n.place < %(hi)s and n.at >= %(since)s
  and n.at < least(%(until)s::timestamptz, %(at)s::timestamptz)
  and not exists (
      select from dispatch_step s
      where s.need = n.id and s.at < least(%(until)s::timestamptz, %(at)s::timestamptz))
