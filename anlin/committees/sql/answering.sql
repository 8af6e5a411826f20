-- what:  Who answers on a day for a place, from itself up to the nation, and for the places one level below.
-- in:    lo, hi, level (of the place), day, below (level of the places below, or null)
-- out:   id, place, level, charge, household, name, post, phone, since, until, stands_in, agreed
-- cost:  one probe for each level above, one range below
-- again: reads only
select r.id, r.place, r.level, r.charge, r.household, r.name, r.post, r.phone, r.since, r.until,
       r.stands_in, r.agreed
from committees_responsible r
where r.since <= %(day)s::date and (r.until is null or r.until > %(day)s::date)
  and (r.place <= %(lo)s and r.ends >= %(hi)s and r.level <= %(level)s
       or r.place >= %(lo)s and r.place < %(hi)s and r.level = %(below)s::smallint)
order by r.level, r.place, r.charge, r.stands_in nulls first
