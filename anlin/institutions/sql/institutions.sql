-- Institutions of the kinds that a population names, one span each.
-- in: nothing; the population writes its kinds in place of the word in braces
-- out: subject (the place itself), place, since, until, key (empty)
-- cost: one pass over institutions
-- again: yes, reads only
select place as subject, place, since::timestamp at time zone 'Asia/Shanghai' as since,
       coalesce(until::timestamp at time zone 'Asia/Shanghai',
                timestamptz '9999-12-31 00:00+00') as until,
       '' as key
from institutions_institution
where kind = any('{kinds}'::text[])
