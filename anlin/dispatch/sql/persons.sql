-- Who of some persons raised a need.
-- in: lo, hi (places), persons (bigint[])
-- out: person
-- cost: one index probe per person
-- again: yes, reads only
select distinct person from dispatch_word
where place >= %(lo)s and place < %(hi)s and person = any(%(persons)s::bigint[])
