-- Communities by the level that was decided for their county, while it holds and they are open.
-- in: nothing
-- out: subject, place (both lo), since, until, key (the level)
-- cost: one pass over published levels, a range of communities for each
-- again: yes, reads only
select lo as subject, lo as place, lower(days)::timestamp at time zone 'Asia/Shanghai' as since,
       coalesce(upper(days)::timestamp at time zone 'Asia/Shanghai',
                timestamptz '9999-12-31 00:00+00') as until,
       outcome as key
from (
    select p.lo, c.outcome,
           unnest(p.periods * datemultirange(daterange(c.since, c.until))) as days
    from (
        select place, outcome, since, lead(since) over (partition by place order by since) as until
        from (
            select distinct on (place, since) place, outcome, since from areas_class
            where name = 'county_risk'
            order by place, since, id desc
        ) last
    ) c
    join places_place p on p.level = 5 and p.lo >= c.place and p.lo < c.place + 1000000000000
) held
