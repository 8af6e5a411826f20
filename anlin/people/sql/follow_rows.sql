-- what:  Let persons, what is known of them, and stays that began since, follow their building.
-- in:    today
-- out:   one row per community that persons came to or left: its lo, how many, and the numbers of
--        those who have a sealed identity number and came from another community
-- cost:  one pass over buildings that got a new code, joined to each table by place
-- again: nothing moves the second time
with moved as materialized (
    select f.lo as old, t.lo as new, s."on",
           f.lo / 1000000 <> t.lo / 1000000 as elsewhere
    from places_succession s
    join places_place f on f.code = s.from_code and f.level = 7
    join places_place t on t.code = s.to_code
    where s.kind = 'recode' and s."on" <= %(today)s
),
stays as (
    update people_residence r set place = m.new
    from moved m where r.place = m.old and r.since >= m."on"
),
groups as (
    update people_special_group g set place = m.new from moved m where g.place = m.old
),
findings as (
    update people_health h set place = m.new from moved m where h.place = m.old
),
changes as (
    update people_change h set place = m.new from moved m where h.place = m.old
),
differences as (
    update people_difference d set place = m.new from moved m where d.place = m.old
),
came as (
    update people_person p
    set place = m.new, area = m.new - m.new %% 1000000, compared = p.compared and not m.elsewhere
    from moved m
    where p.place = m.old
    returning p.id, m.old, m.new, m.elsewhere and p.id_sealed is not null as numbered
)
select a.area, count(*) as persons,
       coalesce(array_agg(c.id) filter (where c.numbered and a.area = c.new - c.new %% 1000000),
                '{}') as numbered
from came c
cross join lateral (
    select distinct unnest(array[c.new - c.new %% 1000000, c.old - c.old %% 1000000]) as area) a
group by 1
order by 1
