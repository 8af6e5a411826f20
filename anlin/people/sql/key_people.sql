-- Key people: everyone of a special group, and everyone found to have an underlying disease.
-- in: nothing; the population writes its groups in place of the word in braces
-- out: subject, place, since, until, key (empty)
-- cost: one pass over memberships and findings, joined to stays by person
-- again: yes, reads only
select person as subject, place,
       lower(days)::timestamp at time zone 'Asia/Shanghai' as since,
       coalesce(upper(days)::timestamp at time zone 'Asia/Shanghai',
                timestamptz '9999-12-31 00:00+00') as until,
       '' as key
from (
    select r.person, r.place,
           unnest(range_agg(daterange(greatest(f.since, r.since), least(f.until, r.until)))) as days
    from (
        select person, since, until from people_special_group where "group" = any('{groups}'::text[])
        union all
        select person, since, until from people_health where disease in ('stable', 'unstable')
    ) f
    join people_residence r
      on r.person = f.person and daterange(r.since, r.until) && daterange(f.since, f.until)
    group by r.person, r.place
) stays
