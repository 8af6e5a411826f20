-- what:  Communities whose first report on a day came before a moment.
-- in:    lo, hi (places), day, closes, width (of the places to count by)
-- out:   place, number
-- cost:  one range of the index (day, place)
-- again: reads only
select r.place - r.place %% %(width)s::bigint as place, count(*)::int as number
from committees_report r
where r.day = %(day)s::date and r.place >= %(lo)s and r.place < %(hi)s
  and r.kind = 'place' and r.version = 1 and r.at < %(closes)s::timestamptz
group by 1
