-- Residents who belong to one of the special groups that a population names, one span per stay.
-- in: nothing; the population writes its groups in place of the word in braces
-- out: subject, place, since, until, key (empty)
-- cost: one pass over memberships, joined to stays by person
-- again: yes, reads only
select person as subject, place,
       lower(days)::timestamp at time zone 'Asia/Shanghai' as since,
       coalesce(upper(days)::timestamp at time zone 'Asia/Shanghai',
                timestamptz '9999-12-31 00:00+00') as until,
       '' as key
from (
    select r.person, r.place,
           unnest(range_agg(daterange(greatest(g.since, r.since), least(g.until, r.until)))) as days
    from people_special_group g
    join people_residence r
      on r.person = g.person and daterange(r.since, r.until) && daterange(g.since, g.until)
    where g."group" = any('{groups}'::text[])
    group by r.person, r.place
) stays
