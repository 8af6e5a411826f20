-- Who and what an import brought or changed has been touched by something else since.
-- in: import (its number)
-- out: number of rows of the ledger that stand in the way of undoing it
-- cost: probes of indexes for each row that the import brought
-- again: yes, reads only
with persons as (
    select id from people_person where brought_by = %(import)s
    union
    select person from people_change where brought_by = %(import)s and person is not null
),
households as (select id from people_household where brought_by = %(import)s)
select (select count(*) from people_change c join persons p on p.id = c.person
        where c.brought_by is distinct from %(import)s
          and c.at >= (select imported_at from people_import where id = %(import)s))
     + (select count(*) from people_change c join households h on h.id = c.household)
     + (select count(*) from people_person p join households h on h.id = p.household
        where p.brought_by is distinct from %(import)s)
     + (select count(*) from people_residence r join households h on h.id = r.household
        join people_person p on p.id = r.person where p.brought_by is distinct from %(import)s)
     + (select count(*) from people_health e join people_person p on p.id = e.person
        where p.brought_by = %(import)s)
     + (select count(*) from people_difference d join persons p on p.id = d.person
        where d.received_at >= (select imported_at from people_import where id = %(import)s))
     + (select count(*) from people_review v join persons p on p.id in (v.one, v.other)
        where v.settled_at is not null
          and v.settled_at >= (select imported_at from people_import where id = %(import)s))
    as touched
