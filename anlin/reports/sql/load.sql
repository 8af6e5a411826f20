-- what:  Count what is still to do in several places, each as one worker's list has it.
-- in:    windows (ids): to do now, of measures that one role owes; numbers, los, his: arrays of
--        equal length, one place each; at
-- out:   number, duties and minutes, for each place where anything is left
-- cost:  one index probe per duty; ask within one street
-- again: reads only
select g.number, count(*) as duties, sum(m.minutes)::bigint as minutes
from unnest(%(numbers)s::int[], %(los)s::bigint[], %(his)s::bigint[]) g (number, lo, hi)
cross join lateral duties_of(%(windows)s, g.lo, g.hi, %(at)s) d
join policy_measure m on m.id = d.measure_id
where d.status in ('open', 'missed')
group by g.number
order by g.number
