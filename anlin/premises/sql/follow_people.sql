-- what:  Let passes say where their people live and what they are called now, or that they left.
-- in:    at
-- out:   passes changed
-- cost:  one pass over working passes, joined to persons, households and buildings by key
-- again: nothing changes the second time
update premises_pass t
set place = p.place, name = p.name, phone = p.phone, at_door = h.door,
    door = coalesce(c.lo, p.place),
    left_at = case when p.living not in ('here', 'away') then coalesce(t.left_at, %(at)s) end
from people_person p
join people_household h on h.id = p.household
left join places_place b on b.level = 7 and b.lo = p.place
left join places_place c on c.code = b.compound
where p.id = t.person and t.ended_at is null
  and (t.place, t.name, t.phone, t.at_door, t.door, t.left_at is null)
      is distinct from (p.place, p.name, p.phone, h.door, coalesce(c.lo, p.place),
                        p.living in ('here', 'away'))
