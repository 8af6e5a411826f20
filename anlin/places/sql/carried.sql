-- what:  Write down which place goes on under which code, for all that `carry` opened.
-- in:    olds, news: codes, old and new; los, his: ranges of the old ones; on: first day
-- out:   how many places
-- cost:  one range of the index (level, lo) per level and place
-- again: no, a succession stands once
insert into places_succession (from_code, to_code, "on", kind)
select p.code, m.new || substr(p.code, length(m.old) + 1), %(on)s, 'recode'
from unnest(%(olds)s::text[], %(news)s::text[], %(los)s::bigint[], %(his)s::bigint[])
    m (old, new, lo, hi)
join places_place p on p.level = any('{5,6,7}') and p.lo >= m.lo and p.lo < m.hi
where starts_with(p.code, m.old) and p.periods @> %(on)s::date and upper_inf(p.periods)
