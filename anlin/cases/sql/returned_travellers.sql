-- People who arrived from elsewhere, one span per stay since they were registered; days are counted from
-- the day of arrival.
-- in: nothing
-- out: subject, place, since, until, key (empty), begun (the first moment of the day of arrival)
-- cost: one pass over arrivals, joined to stays by person
-- again: yes, reads only
select subject, place, since, until, '' as key, begun
from (
    select t.person as subject, r.place,
           greatest(t.registered_at, r.since::timestamp at time zone 'Asia/Shanghai') as since,
           least(r.until::timestamp at time zone 'Asia/Shanghai',
                 timestamptz '9999-12-31 00:00+00') as until,
           t.arrived_on::timestamp at time zone 'Asia/Shanghai' as begun
    from cases_traveller t
    join people_residence r on r.person = t.person
) spans
where since < until
