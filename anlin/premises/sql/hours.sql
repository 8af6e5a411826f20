-- what:  How many passed a place's gates in each hour of a day in China.
-- in:    lo, hi (gates of these places), since, until (the day, half-open)
-- out:   hour (0 to 23), came, left_, refused
-- cost:  one pass over the day's entries by (place, occurred_at), one probe each by corrects
-- again: yes, reads only
select extract(hour from p.occurred_at at time zone 'Asia/Shanghai')::int as hour,
       count(*) filter (where p.way = 'in') as came,
       count(*) filter (where p.way = 'out') as left_,
       count(*) filter (where p.way = 'refused') as refused
from premises_passage p
where p.place >= %(lo)s and p.place < %(hi)s
  and p.occurred_at >= %(since)s and p.occurred_at < %(until)s and not p.void
  and not exists (select from premises_passage c where c.place = p.place and c.corrects = p.uid)
group by 1
order by 1
