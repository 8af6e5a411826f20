-- what:  Raise a lapse for every duty that has passed its moment without enough evidence.
-- in:    windows (ids); communities (their lo) or null for every one in [lo, hi); lo, hi; at
-- out:   lapses raised
-- cost:  one index probe per duty of these windows
-- again: a duty lapses once
insert into duties_lapse (measure_id, window_id, place, subject, opens, lapsed_at, raised_at)
select d.measure_id, d.window_id, d.place, d.subject, d.opens, d.lapses, %(at)s
from (
    select c as lo, c + 1000000 as hi from unnest(%(communities)s::bigint[]) c
    union all
    select %(lo)s, %(hi)s where %(communities)s::bigint[] is null
) r
cross join lateral duties_of(%(windows)s, r.lo, r.hi, %(at)s) d
where d.status = 'missed'
on conflict (measure_id, subject, opens) do nothing
