-- Confirmed contacts of open cases who lie in an institution, those outside its observation zones first.
-- in: place (lo of its grid)
-- out: person, name, room, bed, apart (whether the bed is in an observation zone)
-- cost: index ranges of one institution
-- again: yes, reads only
select k.person, p.name, r.name as room, b.name as bed, coalesce(z.zone = 'observation', false) as apart
from (
    select distinct k.person
    from outbreaks_contact k
    join outbreaks_case c on c.id = k.case and c.closed_at is null
    where k.place = %(place)s and k.standing = 'confirmed' and k.person is not null
) k
join people_person p on p.id = k.person
join institutions_stay s on s.person = k.person and s.place = %(place)s and s.until is null and s.state = 'in'
left join institutions_location b on b.id = s.bed
left join institutions_location r on r.id = b.above
left join lateral (
    select z.zone
    from (values (b.id, 1), (r.id, 2), (r.above, 3)) as part (id, far)
    join institutions_zone z on z.location = part.id and z.until is null
    order by part.far limit 1
) z on true
order by apart, b.name
