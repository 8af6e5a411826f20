-- Needs from when they were raised; one that was merged before anybody answered is owed no more,
-- the other stands for it.
-- in: nothing
-- out: subject (numbered apart from persons and places), place, since, until, key (kind, level asked)
-- cost: one pass over needs, a probe of each one's steps
-- again: yes, reads only
select 1000000000000000 + n.id as subject, n.place, n.at as since,
       case when s.merged_at < coalesce(s.answered_at, 'infinity') then s.merged_at
            else timestamptz '9999-12-31 00:00+00' end as until,
       concat_ws('|', n.kind,
                 (array['nation', 'province', 'city', 'county', 'street', 'community'])[n.level + 1]
       ) as key
from dispatch_need n
left join lateral (
    select min(s.at) filter (where s.what in ('answered', 'settled')) as answered_at,
           case when (array_agg(s.what order by s.at desc, s.id desc)
                          filter (where s.what in ('merged', 'reopened')))[1] = 'merged'
                then max(s.at) filter (where s.what = 'merged') end as merged_at
    from dispatch_step s where s.need = n.id
) s on true
where coalesce(s.merged_at, 'infinity') > n.at
