-- Communities, or institutions, that reported on a day only after it had ended.
-- in: lo, hi (places), since, until (the day)
-- out: place, number; the figure writes place or homes in place of the word in braces
-- cost: one range of the index (day, place)
-- again: yes, reads only
select place, 1::bigint as number
from committees_report
where day = (%(since)s::timestamptz at time zone 'Asia/Shanghai')::date
  and place >= %(lo)s and place < %(hi)s
  and case when kind = 'place' then 'place' else 'homes' end = '{whose}' and version = 1 and at >= %(until)s
