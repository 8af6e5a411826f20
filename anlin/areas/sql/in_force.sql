-- what:  Which classes hold on a day at places of a range, and how many communities each has.
-- in:    lo, hi (ranges of areas); day; name or null
-- out:   one row per area and class: the published class that began last by that day
-- cost:  one range of the index (name, place, since)
-- again: reads only
select distinct on (c.name, c.place) c.name, c.place, c.level, c.outcome, c.zh, c.en, c.clause, c.row,
       c.since, c.published_at, p.name as place_name, p.code
from areas_class c
join places_place p on p.level = c.level and p.lo = c.place
where c.place >= %(lo)s and c.place < %(hi)s and c.since <= %(day)s
  and (%(name)s::text is null or c.name = %(name)s::text)
order by c.name, c.place, c.since desc, c.id desc
