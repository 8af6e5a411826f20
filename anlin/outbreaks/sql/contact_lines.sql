-- The contacts of a case with their names, undecided ones first.
-- in: case
-- out: contact, person, post, name, room, visitor, bases, last_at, standing, why
-- cost: one index range, a lookup each
-- again: yes, reads only
select k.id as contact, k.person, k.post, coalesce(p.name, w.name, k.visitor) as name,
       coalesce(r.name, '') as room, k.bases, k.last_at, k.standing, k.why
from outbreaks_contact k
left join people_person p on p.id = k.person
left join institutions_post w on w.id = k.post
left join lateral (
    select b.above from institutions_stay s join institutions_location b on b.id = s.bed
    where s.person = k.person and s.place = k.place order by s.since desc limit 1
) s on true
left join institutions_location r on r.id = s.above
where k.case = %(case)s
order by array_position(array['drawn', 'confirmed', 'struck'], k.standing), k.last_at desc, k.id
