-- what:  Take out of the ledger everybody and every household that an import brought.
-- in:    import (its number)
-- out:   households removed
-- cost:  probes of indexes for each row that the import brought
-- again: nothing is left to remove
with persons as (select id from people_person where brought_by = %(import)s),
pairs as (
    delete from people_review v using persons p
    where v.settled_at is null and (v.one = p.id or v.other = p.id)
),
stays as (delete from people_residence r using persons p where r.person = p.id),
groups as (delete from people_special_group g using persons p where g.person = p.id),
people as (delete from people_person where brought_by = %(import)s)
delete from people_household where brought_by = %(import)s
