-- what:  Who was inside a place's gates between two moments, from when until when as far as known.
-- in:    lo, hi (gates of these places), since, until (the two moments), from_ (look at no older entries),
--        at (entries up to here)
-- out:   place, gate, person, vehicle, visit, came_at (null: unknown), left_at (null: not yet), temperature
-- cost:  one sort of the place's entries of [from_, at]
-- again: yes, reads only
select place, gate, person, vehicle, visit, came_at, left_at, temperature from (
    select place, gate, person, vehicle, visit, temperature,
           case when way = 'in' then occurred_at end as came_at,
           case when way = 'out' then occurred_at else lead(occurred_at) over w end as left_at,
           way = 'in' or lag(way) over w is distinct from 'in' as begins
    from premises_passage p
    where p.place >= %(lo)s and p.place < %(hi)s
      and p.occurred_at >= %(from_)s and p.occurred_at <= %(at)s
      and p.way <> 'refused' and not p.void
      and not exists (
          select from premises_passage c where c.place = p.place and c.corrects = p.uid)
    window w as (partition by p.place, p.person, p.vehicle, p.visit order by p.occurred_at, p.uid)
) stays
where begins
  and coalesce(came_at, left_at) < %(until)s and (left_at is null or left_at >= %(since)s)
order by coalesce(came_at, left_at), place
