-- what:  Put entries that may be one person before whoever sees both: of one number in a county, or
--        born on one day in one community with names one sign apart at most.
-- in:    at
-- out:   pairs put before somebody
-- cost:  two probes of an index for each entry that changed since the last time
-- again: a pair is kept once; one that was settled stays settled, an open one follows its people
with fresh as materialized (
    select id, area, place, born_on, sex, name, id_index, id_county, household
    from people_person where not compared
),
pairs as (
    select f.id as a, p.id as b, f.place as here, p.place as there, 'number' as sign
    from fresh f join people_person p on p.id_county = f.id_county and p.id <> f.id
    where p.living in ('here', 'away')
    union all
    select f.id, p.id, f.place, p.place, 'alike'
    from fresh f
    join people_person p on p.area = f.area and p.born_on = f.born_on and p.id <> f.id
    where p.living in ('here', 'away') and p.sex = f.sex
      and (p.id_index is null or f.id_index is null)
      and levenshtein(left(p.name, 60), left(f.name, 60)) <= 1
),
found as (
    select least(a, b) as one, greatest(a, b) as other, max(sign) as sign,
           min(case when here / 1000000 = there / 1000000 then here - here %% 1000000
                    when here / 1000000000 = there / 1000000000 then here - here %% 1000000000
                    else here - here %% 1000000000000 end) as place
    from pairs
    where (select p.living from people_person p where p.id = a) in ('here', 'away')
    group by 1, 2
),
kept as (
    insert into people_review as r (place, one, other, sign, found_at, verdict, why)
    select place, one, other, sign, %(at)s::timestamptz, '', '' from found
    on conflict (one, other) do update set place = excluded.place
        where r.settled_at is null and r.place <> excluded.place
    returning 1
),
done as (update people_person p set compared = true from fresh f where f.id = p.id returning 1)
select (select count(*) from kept) as kept, (select count(*) from done) as compared
