-- what:  The day's dispatch by place below: raised, answered, solved, late, still open, and silent.
-- in:    lo, hi; width (of a place one level below); day; since, until (the day); at (as of when);
--        report (the number of the evidence that settles a daily report)
-- out:   one row per place below, and one without a place for the whole: raised that day, and of
--        those answered, solved, merged, overdue; waiting (open at `at`, whenever raised), late (of
--        those past their time); minutes to the first answer and to the solution (median and nine tenths
--        of needs raised that day); communities, and of them silent: they neither raised anything
--        that day nor dealt with anything; homes, and of them homes_silent: the same of places below
--        a community that owe a daily report that day, such as institutions, each heard for itself
-- cost:  needs of the day and unsettled ones, a few probes each; one range over open communities;
--        one range of obligations for each window of a daily report
-- again: reads only
with needs as materialized (
    select n.id, n.place - n.place %% %(width)s as below, n.at, s.answered_at, s.settled_at,
           s.other is not null as merged, s.due_at, n.at >= %(since)s as today
    from dispatch_need n
    cross join lateral dispatch_became(n.id, n.place, %(at)s) s
    where n.place >= %(lo)s and n.place < %(hi)s and n.at < least(%(until)s, %(at)s)
      and (n.at >= %(since)s or (s.other is null and s.settled_at is null))
),
spoke as materialized (
    select n.place from dispatch_need n
    where n.place >= %(lo)s and n.place < %(hi)s and n.at >= %(since)s
      and n.at < least(%(until)s, %(at)s)
    union
    select s.from_place from dispatch_step s
    where s.place >= %(lo)s and s.place < %(hi)s and s.at >= %(since)s
      and s.at < least(%(until)s, %(at)s)
),
homes as materialized (
    select o.place from duties_window w
    join duties_obligation o on o.measure_id = w.measure_id and o.subject = o.place
         and o.place >= greatest(w.lo, %(lo)s) and o.place < least(w.hi, %(hi)s)
         and o.since < w.lapses and o.until > w.opens
    where %(report)s = any(w.kinds) and w.opens < %(until)s and w.closes > %(since)s
      and o.place %% 1000000 > 0
    group by 1
),
heard as (
    select distinct s.place - s.place %% 1000000 as community from spoke s
    where s.place - s.place %% 1000 not in (select place from homes)
),
ground as (
    select p.lo - p.lo %% %(width)s as below, count(*) as communities,
           count(*) filter (where not exists (
               select from heard h where h.community = p.lo offset 0)) as silent,
           0::bigint as homes, 0::bigint as homes_silent
    from places_place p
    where p.level = 5 and p.lo >= %(lo)s and p.lo < %(hi)s and p.periods @> %(day)s::date
    group by 1
    union all
    select h.place - h.place %% %(width)s, 0, 0, count(*),
           count(*) filter (where not exists (
               select from spoke s where s.place - s.place %% 1000 = h.place))
    from homes h
    group by 1
),
counted as (
    select below, count(*) filter (where today) as raised,
           count(*) filter (where today and answered_at is not null) as answered,
           count(*) filter (where today and settled_at is not null) as settled,
           count(*) filter (where today and merged) as merged,
           count(*) filter (where today and due_at < coalesce(answered_at, %(at)s)
                            and not (merged and answered_at is null)) as overdue,
           count(*) filter (where settled_at is null and not merged) as waiting,
           count(*) filter (where settled_at is null and not merged and answered_at is null
                            and due_at <= %(at)s) as late,
           percentile_cont(array[0.5, 0.9]) within group (
               order by extract(epoch from answered_at - at) / 60
           ) filter (where today) as first_answer,
           percentile_cont(array[0.5, 0.9]) within group (
               order by extract(epoch from settled_at - at) / 60
           ) filter (where today) as solution
    from needs
    group by grouping sets ((below), ())
)
select coalesce(c.below, g.below) as below, coalesce(c.raised, 0) as raised,
       coalesce(c.answered, 0) as answered, coalesce(c.settled, 0) as settled,
       coalesce(c.merged, 0) as merged, coalesce(c.overdue, 0) as overdue,
       coalesce(c.waiting, 0) as waiting, coalesce(c.late, 0) as late,
       c.first_answer, c.solution,
       coalesce(g.communities, 0) as communities, coalesce(g.silent, 0) as silent,
       coalesce(g.homes, 0) as homes, coalesce(g.homes_silent, 0) as homes_silent
from counted c
full join (
    select below, sum(communities) as communities, sum(silent) as silent, sum(homes) as homes,
           sum(homes_silent) as homes_silent
    from ground
    group by grouping sets ((below), ())
) g on coalesce(g.below, -1) = coalesce(c.below, -1)
