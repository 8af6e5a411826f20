-- what:  The newest standing entry of everybody at a place's gates: who is inside, who is out.
-- in:    lo, hi (gates of these places), since, at (entries of this time), ways (names of Way)
-- out:   uid, gate, place, way, person, vehicle, visit, occurred_at, temperature
-- cost:  one pass over the entries of [since, at] by (place, occurred_at), one probe each by corrects
-- again: yes, reads only
select * from (
    select distinct on (p.place, p.person, p.vehicle, p.visit)
           p.uid, p.gate, p.place, p.way, p.person, p.vehicle, p.visit, p.occurred_at, p.temperature
    from premises_passage p
    where p.place >= %(lo)s and p.place < %(hi)s
      and p.occurred_at >= %(since)s and p.occurred_at <= %(at)s
      and p.way <> 'refused' and not p.void
      and not exists (
          select from premises_passage c where c.place = p.place and c.corrects = p.uid)
    order by p.place, p.person, p.vehicle, p.visit, p.occurred_at desc, p.uid desc
) newest
where way = any(%(ways)s::text[])
order by occurred_at desc, uid desc
