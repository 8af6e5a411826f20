-- Beds that stood at the end of a day, or do by now, less those that somebody had: in or on leave.
-- in: lo, hi (places), since (beginning of the day), until, at
-- out: place, number (of beds, and below 0 of those taken)
-- cost: the beds and the stays of the range
-- again: yes, reads only
select b.place, count(*) as number
from institutions_location b
where b.place >= %(lo)s and b.place < %(hi)s and b.kind = 'bed'
  and b.since <= (%(since)s::timestamptz at time zone 'Asia/Shanghai')::date
  and (b.until is null or b.until > (%(since)s::timestamptz at time zone 'Asia/Shanghai')::date)
group by b.place
union all
select s.place, -count(*) as number
from institutions_stay s
where s.place >= %(lo)s and s.place < %(hi)s and s.bed is not null
  and s.since < least(%(until)s::timestamptz, %(at)s::timestamptz)
  and (s.until is null or s.until >= least(%(until)s::timestamptz, %(at)s::timestamptz))
group by s.place
