-- what:  Places in a range where nobody answers though somebody must: by charge, and grids and communities
--        without a worker at work.
-- in:    lo, hi (places), day, at, charges and levels (arrays of equal length), deepest (level at which
--        workers are looked for), most (of each kind)
-- out:   charge, code, name, place, level, missing (how many of that kind there are), and
--        the community of a place below one, by name, unless the range lies within it
-- cost:  one range of places for each kind, one probe each
-- again: reads only
select charge, code, name, place, level, missing, (
    select c.name from places_place c
    where numbered.level > 5 and %(hi)s - %(lo)s > 1000000
      and c.level = 5 and c.lo = numbered.place - numbered.place %% 1000000
) as community
from (
    select g.*, count(*) over (partition by charge, level)::int as missing,
           row_number() over (partition by charge, level order by place) as n
    from (
        select e.charge, p.code, p.name, p.lo as place, p.level
        from unnest(%(charges)s::text[], %(levels)s::smallint[]) e (charge, level)
        join places_place p on p.level = e.level and p.lo >= %(lo)s and p.lo < %(hi)s
             and p.periods @> %(day)s::date
        where not exists (
            select from committees_responsible r
            where r.place = p.lo and r.level = p.level and r.charge = e.charge
              and r.since <= %(day)s::date and (r.until is null or r.until > %(day)s::date))
        union all
        select w.role, p.code, p.name, p.lo, p.level
        from (values ('community_worker', 5::smallint), ('grid_worker', 6::smallint)) w (role, level)
        join places_place p on p.level = w.level and p.lo >= %(lo)s and p.lo < %(hi)s
             and p.periods @> %(day)s::date and p.kind not in ('compound', 'dedicated_grid')
        where w.level <= %(deepest)s::smallint and not exists (
            select from accounts_grant g
            join accounts_user u on u.id = g.user_id
            where g.role = w.role and g.lo = p.lo and g.since <= %(at)s::timestamptz
              and g.until > %(at)s::timestamptz and u.active_until > %(day)s::date)
    ) g
) numbered
where n <= %(most)s
order by level, charge, place
