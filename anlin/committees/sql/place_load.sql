-- what:  How many households and people a place or a household is.
-- in:    lo, hi, household (or null)
-- out:   households, people
-- cost:  one range of households and people
-- again: reads only
select (select count(*) from people_household h
        where h.closed_on is null
          and (h.id = %(household)s::bigint
               or %(household)s::bigint is null and h.place >= %(lo)s and h.place < %(hi)s))::int as households,
       (select count(*) from people_person p
        where p.living = 'here'
          and (p.household = %(household)s::bigint
               or %(household)s::bigint is null and p.place >= %(lo)s and p.place < %(hi)s))::int as people
