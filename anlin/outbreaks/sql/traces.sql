-- Whom suspected cases or their contacts are about.
-- in: lo, hi (places), persons (bigint[])
-- out: person
-- cost: two index ranges
-- again: yes, reads only
select c.person from outbreaks_case c
where c.place >= %(lo)s and c.place < %(hi)s and c.person = any (%(persons)s)
union
select t.person from outbreaks_contact t
where t.place >= %(lo)s and t.place < %(hi)s and t.person = any (%(persons)s)
union
select g.person from outbreaks_guardian g
where g.place >= %(lo)s and g.place < %(hi)s and g.person = any (%(persons)s)
