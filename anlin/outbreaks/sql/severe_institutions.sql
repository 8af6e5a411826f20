-- Institutions of counties whose decided level is high, while it holds.
-- in: nothing
-- out: subject (the place itself), place, since, until, key (empty)
-- cost: one pass over published levels, a range of institutions for each
-- again: yes, reads only
select place as subject, place, lower(span) as since,
       coalesce(upper(span), timestamptz '9999-12-31 00:00+00') as until, '' as key
from (
    select i.place,
           unnest(range_agg(held * tstzrange(
               i.since::timestamp at time zone 'Asia/Shanghai', i.until::timestamp at time zone 'Asia/Shanghai'))) as span
    from areas_held('county_risk') v
    cross join lateral tstzrange(
        v.since::timestamp at time zone 'Asia/Shanghai',
        v.until::timestamp at time zone 'Asia/Shanghai') held
    join institutions_institution i on i.place >= v.place and i.place < v.place + 1000000000000
    where v.outcome = 'high'
    group by i.place
) spans
