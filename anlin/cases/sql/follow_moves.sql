-- what:  Let what runs for people at home lie where they live now; what has ended stays where it was.
-- in:    nothing
-- out:   observations moved
-- cost:  one pass over running observations, joined to persons by key
-- again: nothing moves the second time
with moved as (
    update cases_observation o set place = p.place
    from people_person p
    where p.id = o.person and o.ended_at is null and o.place <> p.place
    returning o.id, o.place
),
longer as (
    update cases_extension x set place = m.place from moved m where x.observation = m.id
),
linked as (
    update cases_link l set place = m.place from moved m where l.observation = m.id
),
travelled as (
    update cases_traveller t set place = p.place
    from people_person p
    where p.id = t.person and t.place <> p.place
)
select id from moved
