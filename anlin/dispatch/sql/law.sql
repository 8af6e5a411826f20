-- what:  By which clause a need is to be answered in time.
-- in:    subject (number of the need as subject of duties), place
-- out:   measure and clause of the duty that is due first
-- cost:  one probe per measure about needs
-- again: reads only
select m.code as measure, v.clause
from policy_measure m
join duties_obligation o
  on o.measure_id = m.id and o.place = %(place)s and o.subject = %(subject)s
join duties_window v
  on v.measure_id = m.id and v.within is not null and o.since >= v.opens
 and o.since < v.closes and o.place >= v.lo and o.place < v.hi
where m.population = 'raised_needs'
order by o.since + v.within
limit 1
