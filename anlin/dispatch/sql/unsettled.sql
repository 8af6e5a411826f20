-- Needs and difficulties that were neither settled nor merged at the end of a day, or by now.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: one range of needs, one pass over their steps that settle or reopen
-- again: yes, reads only
select n.place, 1::bigint as number
from dispatch_need n
where n.place >= %(lo)s and n.place < %(hi)s
  and n.at < least(%(until)s::timestamptz, %(at)s::timestamptz)
  and not exists (
      select from dispatch_step s
      where s.need = n.id and s.what in ('settled', 'merged')
        and s.at < least(%(until)s::timestamptz, %(at)s::timestamptz)
        and not exists (
            select from dispatch_step r
            where r.need = s.need and r.what = 'reopened' and (r.at, r.id) > (s.at, s.id)
              and r.at < least(%(until)s::timestamptz, %(at)s::timestamptz)))
