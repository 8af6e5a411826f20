-- Every county and district, one span per period in which it was open.
-- in: nothing
-- out: subject, place (both lo), since, until, key (empty)
-- cost: one pass over the places; unnest stands in the list, where the planner counts it as one row
-- again: yes, reads only
select lo as subject, lo as place,
       lower(days)::timestamp at time zone 'Asia/Shanghai' as since,
       coalesce(upper(days)::timestamp at time zone 'Asia/Shanghai',
                timestamptz '9999-12-31 00:00+00') as until,
       '' as key
from (select lo, unnest(periods) as days from places_place where level = 3) open
