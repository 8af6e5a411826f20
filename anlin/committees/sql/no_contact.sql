-- People who live here and for whom nobody answers by name: no worker in their grid or home, no steward of
-- their building or grid.
-- in: lo, hi (places), until, at
-- out: place, number
-- cost: one pass over the people of the range by place, one probe of each table for each building
-- again: yes, reads only
select h.place, h.number
from (
    select place, count(*) as number from people_person
    where place >= %(lo)s and place < %(hi)s and living = 'here'
    group by place
) h
where not exists (
    select from accounts_grant g join accounts_user u on u.id = g.user_id
    where g.role in ('grid_worker', 'home_head', 'nurse', 'carer') and g.lo <= h.place and g.hi > h.place
      and g.since < least(%(until)s::timestamptz, %(at)s::timestamptz)
      and g.until >= least(%(until)s::timestamptz, %(at)s::timestamptz)
      and u.active_until > (least(%(until)s::timestamptz, %(at)s::timestamptz)
                            at time zone 'Asia/Shanghai')::date)
  and not exists (
    select from committees_responsible r
    where r.charge = 'steward' and r.place in (h.place, h.place - h.place %% 1000)
      and r.since <= (least(%(until)s::timestamptz, %(at)s::timestamptz)
                      at time zone 'Asia/Shanghai')::date
      and (r.until is null or r.until > (least(%(until)s::timestamptz, %(at)s::timestamptz)
                                         at time zone 'Asia/Shanghai')::date))
