-- what:  Tell which entries are about a place that stands, or somebody who lives or lived there.
-- in:    sent as in accept.sql
-- out:   n of those entries
-- cost:  one or two index probes per entry
-- again: reads only
select g.n
from jsonb_to_recordset(%(sent)s::jsonb) as g (n int, place bigint, subject bigint)
where g.subject = g.place and (
          select true from places_place p where p.level = any('{5,6,7}') and p.lo = g.place)
   or (select true from people_person p where p.id = g.subject and p.place = g.place)
   or (select true from people_residence r where r.person = g.subject and r.place = g.place limit 1)
