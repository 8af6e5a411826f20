-- what:  Count into the figures of communities how many lapses were raised there.
-- in:    windows (ids); communities (their lo) or null for every one in [lo, hi); lo, hi
-- out:   rows whose count changed
-- cost:  one index scan of these windows' lapses, which are few
-- again: the same count is written once
update duties_figure f
set raised = r.raised
from (
    select k.window_id, k.place - k.place %% 1000000 as place, count(*) as raised
    from duties_lapse k
    where k.window_id = any(%(windows)s) and k.place >= %(lo)s and k.place < %(hi)s
      and (%(communities)s::bigint[] is null
           or k.place - k.place %% 1000000 = any(%(communities)s::bigint[]))
    group by 1, 2
) r
where f.window_id = r.window_id and f.level = 5 and f.place = r.place and f.raised <> r.raised
