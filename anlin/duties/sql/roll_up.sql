-- what:  Sum the figures of one level into the level above.
-- in:    windows (ids); level (the upper one), width (of a place on it), lo, hi;
--        places (any below the upper ones) or null for every one in [lo, hi)
-- out:   rows whose counts changed
-- cost:  one index range scan per window and upper place
-- again: the same sums are written once
with upper as (
    select distinct p - p %% %(width)s as place from unnest(%(places)s::bigint[]) p
),
summed as (
    select k.window_id, u.place, sum(k.due) as due, sum(k.met) as met, sum(k.late) as late,
           sum(k.excused) as excused, sum(k.exempt) as exempt, sum(k.lapsed) as lapsed
    from upper u
    join duties_figure k
      on k.window_id = any(%(windows)s) and k.level = %(level)s + 1
     and k.place >= u.place and k.place < u.place + %(width)s
    group by 1, 2
    union all
    select k.window_id, k.place - k.place %% %(width)s, sum(k.due), sum(k.met), sum(k.late),
           sum(k.excused), sum(k.exempt), sum(k.lapsed)
    from duties_figure k
    where %(places)s::bigint[] is null
      and k.window_id = any(%(windows)s) and k.level = %(level)s + 1
      and k.place >= %(lo)s and k.place < %(hi)s
    group by 1, 2
)
insert into duties_figure as f
    (window_id, level, place, due, met, late, excused, exempt, lapsed)
select window_id, %(level)s, place, due, met, late, excused, exempt, lapsed from summed
on conflict (window_id, level, place) do update
    set due = excluded.due, met = excluded.met, late = excluded.late,
        excused = excluded.excused, exempt = excluded.exempt, lapsed = excluded.lapsed
    where (f.due, f.met, f.late, f.excused, f.exempt, f.lapsed) is distinct from
          (excluded.due, excluded.met, excluded.late, excluded.excused, excluded.exempt,
           excluded.lapsed)
