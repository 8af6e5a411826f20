-- what:  Let vehicles stand where their people live now.
-- in:    nothing
-- out:   vehicles changed
-- cost:  one pass over vehicles in use, joined to persons, households and buildings by key
-- again: nothing changes the second time
update premises_vehicle t
set place = p.place, at_door = h.door, door = coalesce(c.lo, p.place)
from people_person p
join people_household h on h.id = p.household
left join places_place b on b.level = 7 and b.lo = p.place
left join places_place c on c.code = b.compound
where p.id = t.person and t.ended_at is null
  and (t.place, t.at_door, t.door)
      is distinct from (p.place, h.door, coalesce(c.lo, p.place))
  and not exists (
      select from premises_vehicle o
      where o.id <> t.id and o.plate = t.plate and o.ended_at is null
        and o.door = coalesce(c.lo, p.place))
