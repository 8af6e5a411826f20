-- The beds of an institution in the order of a round, with who lies in them.
-- in: place (lo of the grid), floor (location) or null for all
-- out: one row per bed: building, floor, room, bed (each id and name), zone, stay, state, since,
--      person, name, sex, born_on
-- cost: one range of the index of locations, one probe per bed
-- again: yes, reads only
select g.id as building_id, g.name as building, f.id as floor_id, f.name as floor,
       r.id as room_id, r.name as room, b.id as bed_id, b.name as bed,
       coalesce(zr.zone, zf.zone, zg.zone, '') as zone, b.building as home,
       s.id as stay, s.state, s.since, s.person, p.name, p.sex, p.born_on
from institutions_location b
join institutions_location r on r.id = b.above
join institutions_location f on f.id = r.above
join institutions_location g on g.id = f.above
left join institutions_zone zr on zr.location = r.id and zr.until is null
left join institutions_zone zf on zf.location = f.id and zf.until is null
left join institutions_zone zg on zg.location = g.id and zg.until is null
left join institutions_stay s on s.bed = b.id and s.until is null
left join people_person p on p.id = s.person
where b.place = %(place)s and b.kind = 'bed' and b.until is null
  and (%(floor)s::bigint is null or f.id = %(floor)s::bigint)
order by g.position, g.id, f.position, f.id, r.position, r.id, b.position, b.id
