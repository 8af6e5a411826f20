-- Residents whom the health survey has reached, one span per stay, finding and band of age.
-- in: bands (int[], lowest age of each band, ascending), labels (text[], name of each band)
-- out: subject, place, since, until, key (band, disease, vaccination, joined by |)
-- cost: one pass over findings, joined to persons and stays
-- again: yes, reads only
with bands as (
    select lowest, lead(lowest) over (order by lowest) as next, label
    from unnest(%(bands)s::int[], %(labels)s::text[]) as band (lowest, label)
), parts as (
    select r.person, r.place, concat_ws('|', b.label, h.disease, h.vaccination) as key,
           greatest(h.since, r.since, (p.born_on + make_interval(years => b.lowest))::date) as since,
           least(h.until, r.until, (p.born_on + make_interval(years => b.next))::date) as until
    from people_health h
    join people_person p on p.id = h.person
    join people_residence r on r.person = h.person
    cross join bands b
)
select person as subject, place,
       lower(days)::timestamp at time zone 'Asia/Shanghai' as since,
       coalesce(upper(days)::timestamp at time zone 'Asia/Shanghai',
                timestamptz '9999-12-31 00:00+00') as until,
       key
from (
    select person, place, key, unnest(range_agg(daterange(since, until))) as days
    from parts
    where until is null or since < until
    group by person, place, key
) stays
