-- what:  Count what windows of the law as it is, and as it would be, ask of whom; nothing is written.
-- in:    population: who is concerned by each measure (duties/concerned, one after the other);
--        measures, opens, closes, late_untils, los, his, owns, withins, begun_froms, shapes,
--        befores, afters: arrays, one entry a window; minutes: of one duty of it in the whole time;
--        at; most: how many communities to name
-- out:   number (of a window, from 1) with duties; communities with duties and minutes on both
--        sides, those that change most first, and how many change; one row with persons and
--        places whose duties change, and the first ten persons
-- cost:  one hash join of spans with windows; a county 0.1 s, a province some seconds
-- again: reads only
with concerned as materialized ({population}),
asked as (
    select w.*, t.begun_from
    from unnest(%(measures)s::int[], %(opens)s::timestamptz[], %(closes)s::timestamptz[],
                %(late_untils)s::timestamptz[], %(los)s::bigint[], %(his)s::bigint[],
                %(owns)s::boolean[], %(withins)s::interval[], %(shapes)s::int[],
                %(befores)s::boolean[], %(afters)s::boolean[], %(minutes)s::float8[])
        with ordinality w (measure, opens, closes, late_until, lo, hi, own, within, shape, before,
                           after, minutes, number)
    join unnest(%(begun_froms)s::timestamptz[]) with ordinality t (begun_from, number)
        using (number)
),
owed as not materialized (
    select w.number, w.shape, w.before, w.after, c.subject, c.place
    from asked w
    join concerned c
      on c.key = w.measure::text and c.place >= w.lo and c.place < w.hi
     and (w.begun_from is null or coalesce(c.begun, c.since) >= w.begun_from)
     and case
             when w.within is not null
             then c.since >= w.opens and c.since < w.closes and c.until >= c.since + w.within
             when w.own then c.since < w.late_until and c.until >= '9999-12-31 00:00:00+00'
             else c.since <= w.opens and c.until >= w.closes
         end
    where not exists (
        select from duties_relief x
        where x.place = c.place and x.subject = c.subject and x.kind = 'exempt'
          and x.at <= %(at)s and (x.measure_id is null or x.measure_id = w.measure)
          and case
                  when w.closes >= '9999-12-31 00:00:00+00'
                  then x.since <= %(at)s and x.until > %(at)s
                  else x.since < case when w.within is null then w.closes
                                      else c.since + w.within end
                   and x.until > case when w.own then greatest(w.opens, c.since) else w.opens end
              end)
),
counted as materialized (
    select number, place - place %% 1000000 as community, count(*) as duties
    from owed group by 1, 2
),
by_shape as (
    select c.community, w.shape, sum(c.duties * w.before::int)::bigint as before,
           sum(c.duties * w.after::int)::bigint as after,
           sum(c.duties * w.before::int * w.minutes) as minutes_before,
           sum(c.duties * w.after::int * w.minutes) as minutes_after
    from counted c join asked w using (number)
    group by c.community, w.shape
),
by_community as (
    select community, sum(before)::bigint as before, sum(after)::bigint as after,
           sum(minutes_before) as minutes_before, sum(minutes_after) as minutes_after
    from by_shape group by community
    having bool_or(before <> after)
),
affected as (
    select distinct subject, place = subject as is_place
    from (
        select o.subject, o.place, o.shape
        from owed o
        where o.shape in (select k.shape from asked k where k.before <> k.after)
        group by o.subject, o.place, o.shape
        having bool_or(o.before) <> bool_or(o.after)
    ) k
)
select number, null::bigint as community, sum(duties)::bigint as before, 0::bigint as after,
       0::float8 as minutes_before, 0::float8 as minutes_after, null::bigint as changed,
       null::bigint[] as sample
from counted group by number
union all
(select null, community, before, after, minutes_before, minutes_after, count(*) over (), null
 from by_community
 order by abs(minutes_after - minutes_before) desc, abs(after - before) desc, community
 limit %(most)s)
union all
select null, null, count(*) filter (where not is_place), count(*) filter (where is_place), 0, 0,
       null, (array_agg(subject order by subject) filter (where not is_place))[1:10]
from affected
