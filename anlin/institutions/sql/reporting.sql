-- The institution that somebody at work in its grid reports for.
-- in: lo, hi (the grid they work at), user (not asked)
-- out: place, name
-- cost: one probe
-- again: yes, reads only
select i.place, i.name
from institutions_institution i
where i.place = %(lo)s and %(hi)s::bigint - %(lo)s::bigint = 1000
  and i.until is null and %(user)s::bigint is not null
