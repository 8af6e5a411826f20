-- what:  Count windows that each obligation times by itself: standing ones and deadlines.
-- in:    windows (ids); lo, hi; communities (their lo) or null for every one in [lo, hi); at
-- out:   window_id, place of every row whose counts changed
-- cost:  one index probe per duty; about 2 microseconds a duty
-- again: the same counts are written once
with wanted as (
    select d.window_id, d.place - d.place %% 1000000 as place,
           count(*) filter (where d.status <> 'exempt') as due,
           count(*) filter (where d.status = 'met') as met,
           count(*) filter (where d.status = 'late') as late,
           count(*) filter (where d.status = 'excused') as excused,
           count(*) filter (where d.status = 'exempt') as exempt,
           count(*) filter (where d.status = 'missed' and w.own) as lapsed
    from (
        select c as lo, c + 1000000 as hi from unnest(%(communities)s::bigint[]) c offset 0
    ) c -- a sum is no bound for an index under row-level security
    cross join lateral duties_of(%(windows)s, c.lo, c.hi, %(at)s) d
    join duties_window w on w.id = d.window_id
    group by 1, 2
    union all
    select d.window_id, d.place - d.place %% 1000000,
           count(*) filter (where d.status <> 'exempt'),
           count(*) filter (where d.status = 'met'),
           count(*) filter (where d.status = 'late'),
           count(*) filter (where d.status = 'excused'),
           count(*) filter (where d.status = 'exempt'),
           count(*) filter (where d.status = 'missed' and w.own)
    from duties_of(%(windows)s, %(lo)s, %(hi)s, %(at)s) d
    join duties_window w on w.id = d.window_id
    where %(communities)s::bigint[] is null
    group by 1, 2
),
emptied as (
    select k.window_id, k.place from (
        select f.window_id, f.place, f.due + f.exempt as held from duties_figure f
        where %(communities)s::bigint[] is null
          and f.window_id = any(%(windows)s) and f.level = 5
          and f.place >= %(lo)s and f.place < %(hi)s
        union all
        select f.window_id, f.place, f.due + f.exempt
        from unnest(%(communities)s::bigint[]) c (lo)
        join duties_figure f
          on f.window_id = any(%(windows)s) and f.level = 5 and f.place = c.lo
    ) k
    where k.held > 0 and not exists (
        select from wanted w where w.window_id = k.window_id and w.place = k.place)
)
insert into duties_figure as f
    (window_id, level, place, due, met, late, excused, exempt, lapsed)
select c.window_id, 5, c.place, c.due, c.met, c.late, c.excused, c.exempt, c.lapsed from (
    select window_id, place, due, met, late, excused, exempt, lapsed from wanted
    union all
    select window_id, place, 0, 0, 0, 0, 0, 0 from emptied
) c
order by c.window_id, c.place -- in the order of the key, which halves the cost of writing
on conflict (window_id, level, place) do update
    set due = excluded.due, met = excluded.met, late = excluded.late,
        excused = excluded.excused, exempt = excluded.exempt, lapsed = excluded.lapsed
    where (f.due, f.met, f.late, f.excused, f.exempt, f.lapsed) is distinct from
          (excluded.due, excluded.met, excluded.late, excluded.excused, excluded.exempt,
           excluded.lapsed)
returning f.window_id, f.place
