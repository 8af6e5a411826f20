-- Residents who are in the house of an institution, while the decided level of its county is high.
-- in: nothing
-- out: subject, place (of the building), since, until, key (empty)
-- cost: one pass over published levels, a range of stays for each
-- again: yes, reads only
select person as subject, home as place, lower(span) as since,
       coalesce(upper(span), timestamptz '9999-12-31 00:00+00') as until, '' as key
from (
    select s.person, s.home, unnest(range_agg(held * tstzrange(s.since, s.until))) as span
    from areas_held('county_risk') v
    cross join lateral tstzrange(
        v.since::timestamp at time zone 'Asia/Shanghai',
        v.until::timestamp at time zone 'Asia/Shanghai') held
    join institutions_stay s on s.place >= v.place and s.place < v.place + 1000000000000 and s.state = 'in'
    where v.outcome = 'high' and (s.until is null or s.until > s.since)
    group by s.person, s.home
) spans
