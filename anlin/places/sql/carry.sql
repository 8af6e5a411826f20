-- what:  Let places go on under new codes from a day, with all that is open below them.
-- in:    olds, news: codes, old and new; los, his: ranges of the old ones; shifts: from an old
--        number to the new one; on: first day of the new codes
-- out:   how many places were opened
-- cost:  one range of the index (level, lo) per level and place
-- again: no, a code stands once
insert into places_place (code, level, lo, hi, kind, name, periods, compound)
select m.new || substr(p.code, length(m.old) + 1), p.level, p.lo + m.shift, p.hi + m.shift,
       p.kind, p.name, datemultirange(daterange(%(on)s, null)),
       coalesce(n.new || substr(p.compound, length(n.old) + 1), p.compound)
from unnest(%(olds)s::text[], %(news)s::text[], %(los)s::bigint[], %(his)s::bigint[],
            %(shifts)s::bigint[]) m (old, new, lo, hi, shift)
join places_place p on p.level = any('{5,6,7}') and p.lo >= m.lo and p.lo < m.hi
left join unnest(%(olds)s::text[], %(news)s::text[]) n (old, new) on starts_with(p.compound, n.old)
where starts_with(p.code, m.old) and p.periods @> %(on)s::date and upper_inf(p.periods)
