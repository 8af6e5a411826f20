-- Communities by the class decided for them, or for their county, while it holds and they are open.
-- in: nothing; the population writes the name of the class in place of the word in braces
-- out: subject, place (both lo), since, until, key (the class)
-- cost: one pass over published classes, a range of communities for each
-- again: yes, reads only
select lo as subject, lo as place, lower(days)::timestamp at time zone 'Asia/Shanghai' as since,
       coalesce(upper(days)::timestamp at time zone 'Asia/Shanghai',
                timestamptz '9999-12-31 00:00+00') as until,
       outcome as key
from (
    select p.lo, c.outcome,
           unnest(p.periods * datemultirange(daterange(c.since, c.until))) as days
    from areas_held('{class}') c
    join places_place a on a.level = c.level and a.lo = c.place
    join places_place p on p.level = 5 and p.lo >= a.lo and p.lo < a.hi
) held
