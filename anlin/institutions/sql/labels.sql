-- The label of persons by one decision table, from age, disease and vaccination as surveyed.
-- in: persons, day, class_table, edges (least age of each band), bands (their names)
-- out: person, outcome
-- cost: one probe per person
-- again: yes, reads only
select p.id as person, k.outcome
from people_person p
join people_health h on h.person = p.id and h.since <= %(day)s::date
     and (h.until is null or h.until > %(day)s::date)
join policy_class_case k on k.class_table_id = %(class_table)s::int and k.key = concat_ws('|',
     (%(bands)s::text[])[width_bucket(extract(year from age(%(day)s::date, p.born_on))::int,
                                      %(edges)s::int[])], h.disease, h.vaccination)
where p.id = any(%(persons)s::bigint[])
