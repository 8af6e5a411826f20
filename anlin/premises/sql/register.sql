-- what:  The newest standing lines of the registers of a place or of one gate.
-- in:    lo, hi (gates of these places), gate (of it alone; null: all), since, most,
--        measured (true: only those whose temperature was taken and nobody followed up)
-- out:   uid, gate, place, way, person, vehicle, visit, occurred_at, temperature
-- cost:  from the newest back by (place, occurred_at), until there are enough
-- again: yes, reads only
select p.uid, p.gate, p.place, p.way, p.person, p.vehicle, p.visit, p.occurred_at, p.temperature
from premises_passage p
where p.place >= %(lo)s and p.place < %(hi)s and p.occurred_at >= %(since)s
  and (%(gate)s::bigint is null or p.gate = %(gate)s::bigint) and not p.void
  and (not %(measured)s::boolean or p.temperature is not null and not exists (
          select from premises_followup f where f.place = p.place and f.passage = p.uid))
  and not exists (select from premises_passage c where c.place = p.place and c.corrects = p.uid)
order by p.occurred_at desc, p.uid desc
limit %(most)s
