-- what:  End stays in buildings that got a new code on that day, and let them go on under the new.
-- in:    today
-- out:   stays that go on
-- cost:  one pass over buildings that got a new code, joined to stays by place
-- again: nothing is left to end the second time
with moved as materialized (
    select f.lo as old, t.lo as new, s."on"
    from places_succession s
    join places_place f on f.code = s.from_code and f.level = 7
    join places_place t on t.code = s.to_code
    where s.kind = 'recode' and s."on" <= %(today)s
),
ended as (
    update people_residence r set until = m."on"
    from moved m
    where r.place = m.old and r.until is null and r.since < m."on"
    returning r.person, r.household, m.new, m."on"
)
insert into people_residence (person, household, place, since)
select person, household, new, "on" from ended
