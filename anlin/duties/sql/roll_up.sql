-- what:  Sum the figures of one level into the level above.
-- in:    windows (ids); level (the upper one), width (of a place on it), lo, hi;
--        places (any below the upper ones) or null for every one in [lo, hi)
-- out:   rows whose counts changed
-- cost:  one index range scan per window and upper place
-- again: the same sums are written once
merge into duties_figure f
using (
    select w.window_id, u.place, s.*
    from (
        select distinct p - p %% %(width)s as place, p - p %% %(width)s + %(width)s as hi
        from unnest(%(places)s::bigint[]) p
        offset 0 -- a sum is no bound for an index under row-level security
    ) u
    cross join unnest(%(windows)s::int[]) w (window_id)
    cross join lateral (
        select sum(k.due) as due, sum(k.met) as met, sum(k.late) as late,
               sum(k.excused) as excused, sum(k.exempt) as exempt, sum(k.lapsed) as lapsed,
               sum(k.raised) as raised
        from duties_figure k
        where k.window_id = w.window_id and k.level = %(level)s + 1
          and k.place >= u.place and k.place < u.hi
        offset 0 -- place by place, whatever the planner thinks of their number
    ) s
    where s.due is not null
    union all
    select k.window_id, k.place - k.place %% %(width)s, sum(k.due), sum(k.met), sum(k.late),
           sum(k.excused), sum(k.exempt), sum(k.lapsed), sum(k.raised)
    from duties_figure k
    where %(places)s::bigint[] is null
      and k.window_id = any(%(windows)s) and k.level = %(level)s + 1
      and k.place >= %(lo)s and k.place < %(hi)s
    group by 1, 2
    order by 1, 2
) c
on f.window_id = c.window_id and f.level = %(level)s and f.place = c.place
when matched and (f.due, f.met, f.late, f.excused, f.exempt, f.lapsed, f.raised) is distinct from
                 (c.due, c.met, c.late, c.excused, c.exempt, c.lapsed, c.raised)
then update set due = c.due, met = c.met, late = c.late, excused = c.excused,
                exempt = c.exempt, lapsed = c.lapsed,
                raised = c.raised
when not matched
then insert (window_id, level, place, due, met, late, excused, exempt, lapsed, raised)
     values (c.window_id, %(level)s, c.place, c.due, c.met, c.late, c.excused, c.exempt, c.lapsed,
             c.raised)
