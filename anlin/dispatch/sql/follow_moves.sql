-- what:  Let a resident's need that nobody dealt with lie where they live now.
-- in:    nothing
-- out:   needs moved
-- cost:  one pass over the words of residents' needs, joined to persons by key
-- again: nothing moves the second time
with moved as (
    update dispatch_need n set place = p.place
    from dispatch_word w
    join people_person p on p.id = w.person
    where w.need = n.id and w.step is null and n.place <> p.place
      and not exists (select from dispatch_step s where s.need = n.id)
    returning n.id, n.place
),
told as (
    update dispatch_word w set place = m.place from moved m where w.need = m.id
)
select id from moved
