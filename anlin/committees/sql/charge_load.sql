-- what:  What one person answers for on a day, by name and telephone: places, households, people.
-- in:    lo, hi (places in sight), name, phone, day, without (a charge that is left out, or null)
-- out:   places, households, people
-- cost:  one range of households and people for each charge of that person
-- again: reads only
select count(*)::int as places, coalesce(sum(c.households), 0)::int as households,
       coalesce(sum(c.people), 0)::int as people
from committees_responsible r
cross join lateral (
    select (select count(*) from people_household h
            where h.closed_on is null
              and (h.id = r.household or r.household is null and h.place >= r.place and h.place < r.ends)) as households,
           (select count(*) from people_person p
            where p.living = 'here'
              and (p.household = r.household or r.household is null and p.place >= r.place and p.place < r.ends)) as people
) c
where r.name = %(name)s and r.phone = %(phone)s
  and r.place >= %(lo)s and r.place < %(hi)s and r.level >= 5
  and r.since <= %(day)s::date and (r.until is null or r.until > %(day)s::date)
  and r.id is distinct from %(without)s::bigint
