-- Findings from when they were made; putting right and looking again are evidence.
-- in: nothing
-- out: subject (numbered apart from persons and places), place, since, until, key (weight)
-- cost: one pass over findings
-- again: yes, reads only
select 2000000000000000 + id as subject, place, at as since,
       timestamptz '9999-12-31 00:00+00' as until, weight as key
from supervision_finding
