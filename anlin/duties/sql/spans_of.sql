-- what:  Read from when until when a few subjects are concerned by each measure.
-- in:    population: who is concerned (duties/concerned, one after the other); subjects
-- out:   subject, place, since, until, key (the measure's number), begun
-- cost:  as the populations cost
-- again: reads only
select c.subject, c.place, c.since, c.until, c.key, c.begun
from ({population}) c
where c.subject = any(%(subjects)s)
order by c.subject, c.place, c.since
