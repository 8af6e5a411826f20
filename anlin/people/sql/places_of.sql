-- what:  Tell where persons live now.
-- in:    numbers of persons; lo, hi: the range of places looked at
-- out:   id, place of each that lives there and is in sight
-- cost:  one index probe per person
-- again: reads only
select id, place from people_person
where id = any(%(numbers)s::bigint[]) and place >= %(lo)s::bigint and place < %(hi)s::bigint
