-- Needs and difficulties that were neither settled nor merged at the end of a day, or by now.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: one range of needs, one probe of the index of their steps each
-- again: yes, reads only
select n.place, 1::bigint as number
from dispatch_need n
where n.place >= %(lo)s and n.place < %(hi)s
  and n.at < least(%(until)s::timestamptz, %(at)s::timestamptz)
  and coalesce((
      select s.what from dispatch_step s
      where s.need = n.id and s.what in ('settled', 'merged', 'reopened')
        and s.at < least(%(until)s::timestamptz, %(at)s::timestamptz)
      order by s.at desc, s.id desc limit 1), 'reopened') = 'reopened'
