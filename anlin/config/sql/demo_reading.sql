-- what:  Let five of six who work where an order holds have read it, some hours after it began.
-- in:    at: the moment at which the demonstration ends
-- out:   receipts
-- cost:  one pass over orders, adoptions and grants
-- again: a receipt stands once
insert into policy_reading (order_id, reader, place, at)
select o.id, g.user_id, g.lo,
       least(%(at)s::timestamptz - interval '1 hour',
             greatest(g.since, a.since::timestamp at time zone 'Asia/Shanghai')
             + interval '9 hours' + abs(h.n %% 2000) * interval '1 minute')
from policy_order o
join policy_adoption a
  on a.pack_id = o.pack_id and a.since <= (%(at)s::timestamptz at time zone 'Asia/Shanghai')::date
 and (a.until is null or a.until > (%(at)s::timestamptz at time zone 'Asia/Shanghai')::date)
join accounts_grant g on a.lo <= g.lo and g.hi <= a.hi and g.until > %(at)s
cross join lateral (select hashtextextended(o.id || ':' || g.user_id, 0)) h (n)
where h.n %% 6 <> 0
on conflict do nothing
