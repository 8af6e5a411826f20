-- People who live here and for whom nobody answers by name: no worker in their grid or home, no steward of
-- their building or grid.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: one pass over the people of the range, over the grids where somebody works, and over its stewards
-- again: yes, reads only
with moment as (
    select least(%(until)s::timestamptz, %(at)s::timestamptz) as at,
           (least(%(until)s::timestamptz, %(at)s::timestamptz) at time zone 'Asia/Shanghai')::date as day
),
answered as materialized (  -- by the place itself: these roles are held at a grid, and nowhere else
    select g.lo as place
    from moment m join accounts_grant g on g.since < m.at and g.until >= m.at
    join accounts_user u on u.id = g.user_id and u.active_until > m.day
    where g.role in ('grid_worker', 'home_head', 'nurse', 'carer')
      and g.lo >= %(lo)s::bigint - %(lo)s::bigint %% 1000 and g.lo < %(hi)s
    union
    select r.place
    from moment m join committees_responsible r
      on r.charge = 'steward' and r.since <= m.day and (r.until is null or r.until > m.day)
    where r.place >= %(lo)s::bigint - %(lo)s::bigint %% 1000 and r.place < %(hi)s
)
select h.place, h.number
from (
    select place, count(*) as number from people_person
    where place >= %(lo)s and place < %(hi)s and living = 'here'
    group by place
) h
where not exists (select from answered a where a.place = h.place)
  and not exists (select from answered a where a.place = h.place - h.place %% 1000)
