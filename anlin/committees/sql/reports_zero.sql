-- Communities, or institutions, whose report that holds for a day states that there was nothing.
-- in: lo, hi (places), since (the first moment of the day)
-- out: place, number; the figure writes place or homes in place of the word in braces
-- cost: one range of the index (day, place), one probe each for a later version
-- again: yes, reads only
select r.place, 1::bigint as number
from committees_report r
where r.day = (%(since)s::timestamptz at time zone 'Asia/Shanghai')::date
  and r.place >= %(lo)s and r.place < %(hi)s
  and case when r.kind = 'place' then 'place' else 'homes' end = '{whose}' and r.zero
  and not exists (
      select from committees_report l
      where l.kind = r.kind and l.subject = r.subject and l.day = r.day and l.version > r.version)
