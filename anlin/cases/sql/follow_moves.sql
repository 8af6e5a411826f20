-- what:  Let running observations lie where their people live now.
-- in:    nothing
-- out:   observations moved
-- cost:  one pass over running observations, joined to persons by key
-- again: nothing moves the second time
update cases_observation o set place = p.place
from people_person p
where p.id = o.person and o.ended_at is null and o.place <> p.place
