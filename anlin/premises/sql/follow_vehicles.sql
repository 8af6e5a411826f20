-- what:  Let vehicles stand where their people live now, or say that they left.
-- in:    at
-- out:   vehicles changed
-- cost:  one pass over vehicles in use, joined to persons, households and buildings by key
-- again: nothing changes the second time
update premises_vehicle t
set place = p.place, at_door = h.door, door = coalesce(c.lo, p.place),
    left_at = case when p.living not in ('here', 'away') then coalesce(t.left_at, %(at)s) end
from people_person p
join people_household h on h.id = p.household
left join places_place b on b.level = 7 and b.lo = p.place
left join places_place c on c.code = b.compound
where p.id = t.person and t.ended_at is null
  and (t.place, t.at_door, t.door, t.left_at is null)
      is distinct from (p.place, h.door, coalesce(c.lo, p.place), p.living in ('here', 'away'))
  and not exists (
      select from premises_vehicle o
      where o.id <> t.id and o.plate = t.plate and o.ended_at is null
        and o.door = coalesce(c.lo, p.place))
