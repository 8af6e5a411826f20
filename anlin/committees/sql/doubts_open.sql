-- Zeros of a day, of communities or of institutions, that stand against something known: not corrected since, and not accepted above.
-- in: lo, hi (places), since (the first moment of the day)
-- out: place, number; the figure writes place or homes in place of the word in braces
-- cost: one range of the index (place, day), two probes each
-- again: yes, reads only
select d.place, 1::bigint as number
from committees_doubt d
where d.day = (%(since)s::timestamptz at time zone 'Asia/Shanghai')::date
  and d.place >= %(lo)s and d.place < %(hi)s
  and case when d.kind = 'place' then 'place' else 'homes' end = '{whose}'
  and not exists (select from committees_doubt_step s where s.doubt = d.id and s.step = 'accepted')
  and coalesce((
      select (v.lines -> d.line ->> 'said')::int from committees_report v
      where v.kind = d.kind and v.subject = d.subject and v.day = d.day
      order by v.version desc limit 1), 0) = 0
