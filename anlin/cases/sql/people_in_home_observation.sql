-- People under home observation, one span per stay: from the day after the event, or from when the
-- community knew of it; how many days it lasts is the order's business.
-- in: nothing
-- out: subject, place, since, until, key (empty), begun (the first moment of the event's day)
-- cost: one pass over observations, joined to stays by person
-- again: yes, reads only
select subject, place, since, until, '' as key, begun
from (
    select o.person as subject, r.place,
           greatest((o.begun_on + 1)::timestamp at time zone 'Asia/Shanghai', o.opened_at,
                    r.since::timestamp at time zone 'Asia/Shanghai') as since,
           least(o.ended_at, r.until::timestamp at time zone 'Asia/Shanghai',
                 timestamptz '9999-12-31 00:00+00') as until,
           o.begun_on::timestamp at time zone 'Asia/Shanghai' as begun
    from cases_observation o
    join people_residence r on r.person = o.person
) spans
where since < until
