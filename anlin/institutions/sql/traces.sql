-- Who of some persons has stayed in an institution.
-- in: lo, hi (places), persons (bigint[])
-- out: person
-- cost: one index probe per person
-- again: yes, reads only
select distinct person from institutions_stay
where place >= %(lo)s and place < %(hi)s and person = any(%(persons)s::bigint[])
