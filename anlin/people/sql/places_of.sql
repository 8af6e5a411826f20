-- what:  Tell where persons live now.
-- in:    numbers of persons; lo, hi: the range of places looked at
-- out:   id, place of each that lives there and is in sight
-- cost:  one index probe per person (as a scalar subquery: joined, a plan for any range would read
--        everybody in it)
-- again: reads only
select id, place from (
    select n as id, (
        select p.place from people_person p
        where p.id = n and p.place >= %(lo)s::bigint and p.place < %(hi)s::bigint) as place
    from unnest(%(numbers)s::bigint[]) n
    offset 0
) found
where place is not null
