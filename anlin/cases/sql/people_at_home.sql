-- People at home for the epidemic's sake, one span per stay: from the day after the event, or from
-- when the community knew of it; how many days it lasts is the order's business. Days that were added
-- move the day from which they are counted. The kinds are put in by the room.
-- in: nothing
-- out: subject, place, since, until, key (empty), begun (the first moment of the event's day)
-- cost: one pass over observations, joined to stays by person and to extensions by observation
-- again: yes, reads only
select subject, place, since, until, '' as key, begun
from (
    select o.person as subject, r.place,
           greatest((o.begun_on + 1)::timestamp at time zone 'Asia/Shanghai', o.opened_at,
                    r.since::timestamp at time zone 'Asia/Shanghai') as since,
           least(o.ended_at, r.until::timestamp at time zone 'Asia/Shanghai',
                 timestamptz '9999-12-31 00:00+00') as until,
           (o.begun_on + coalesce(x.days, 0))::timestamp at time zone 'Asia/Shanghai' as begun
    from cases_observation o
    join people_residence r on r.person = o.person
    left join (
        select observation, sum(days)::int as days from cases_extension group by observation
    ) x on x.observation = o.id
    where o.kind = any('{observation,treatment,follow_up}')
) spans
where since < until
