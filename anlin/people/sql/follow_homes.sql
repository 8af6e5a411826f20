-- what:  Let households stand where their building goes on under a new code.
-- in:    today
-- out:   households moved
-- cost:  one pass over buildings that got a new code, joined to households by place
-- again: nothing moves the second time
update people_household h set place = t.lo
from places_succession s
join places_place f on f.code = s.from_code and f.level = 7
join places_place t on t.code = s.to_code
where s.kind = 'recode' and s."on" <= %(today)s and h.place = f.lo
