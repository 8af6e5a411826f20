-- Children who stay in an institution, those without a guardian first.
-- in: place (lo of its grid), today (date)
-- out: person, name, born_on, bed, guardian (name; empty: nobody), relation, phone, since
-- cost: the stays of one institution
-- again: yes, reads only
select p.id as person, p.name, p.born_on, coalesce(b.name, '') as bed,
       coalesce(g.name, '') as guardian, coalesce(g.relation, '') as relation,
       coalesce(g.phone, '') as phone, g.since
from institutions_stay s
join people_person p on p.id = s.person
left join institutions_location b on b.id = s.bed
left join outbreaks_guardian g on g.person = p.id and g.until is null
where s.place = %(place)s and s.until is null
  and p.born_on > %(today)s::date - interval '18 years'
order by g.id is not null, p.id
