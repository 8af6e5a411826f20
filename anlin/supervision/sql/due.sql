-- what:  Until when findings are to be put right.
-- in:    places, subjects (numbers of findings as subjects of duties), in pairs
-- out:   subject, due_at; nothing where no order says so
-- cost:  one probe per finding and measure
-- again: reads only
select f.subject, min(o.since + w.within) as due_at
from unnest(%(places)s::bigint[], %(subjects)s::bigint[]) f (place, subject)
join policy_measure m on m.population = 'inspection_findings'
join duties_obligation o
  on o.measure_id = m.id and o.place = f.place and o.subject = f.subject
join duties_window w
  on w.measure_id = m.id and w.within is not null and o.since >= w.opens and o.since < w.closes
 and o.place >= w.lo and o.place < w.hi
group by 1
