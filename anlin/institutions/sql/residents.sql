-- Residents who are in the house, one span per stay in one building.
-- in: nothing; the population writes its kinds in place of the word in braces
-- out: subject, place (of the building), since, until, key (empty)
-- cost: one pass over stays, joined to institutions
-- again: yes, reads only
select person as subject, home as place, lower(span) as since,
       coalesce(upper(span), timestamptz '9999-12-31 00:00+00') as until, '' as key
from (
    select s.person, s.home, unnest(range_agg(tstzrange(s.since, s.until))) as span
    from institutions_stay s
    join institutions_institution i on i.id = s.institution and i.kind = any('{kinds}'::text[])
    where s.state = 'in' and (s.until is null or s.until > s.since)
    group by s.person, s.home
) stays
