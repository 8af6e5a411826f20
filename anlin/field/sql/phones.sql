-- what:  Tell how things stand with the phones of a place: what waits on them, what is missing.
-- in:    lo, hi: the range of places
-- out:   one row per phone that works: device, user_id, name, place, enrolled_at, seen_at, last_at,
--        list_at, ahead, backdated, waiting (how many wait on it), missing (json ranges of numbers)
-- cost:  one index range, a few ranges per phone
-- again: reads only
select d.id as device, d.user_id, d.name, d.place, d.enrolled_at, d.seen_at, p.last_at, p.list_at,
       p.ahead, coalesce(p.backdated, 0) as backdated,
       coalesce((
           select sum(upper(r) - lower(r))
           from unnest(int8multirange(int8range(
               least(p.oldest, p.made + 1), p.made + 1)) - p.seqs) r
           where p.oldest is not null
       ), 0)::bigint as waiting,
       coalesce((
           select jsonb_agg(jsonb_build_array(lower(r), upper(r) - 1) order by r)
           from unnest(
               int8multirange(int8range(1, least(coalesce(p.oldest, p.made + 1), p.made + 1)))
               - p.seqs) r
       ), '[]') as missing
from accounts_device d left join field_phone p on p.device = d.id
where d.place >= %(lo)s::bigint and d.place < %(hi)s::bigint and d.ended_at is null
order by d.place, d.id
