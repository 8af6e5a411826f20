-- what:  Count windows that each obligation times by itself: standing ones and deadlines.
-- in:    windows (ids); lo, hi; communities (their lo) or null for every one in [lo, hi); at
-- out:   rows whose counts changed
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
    from unnest(%(communities)s::bigint[]) c (lo)
    cross join lateral duties_of(%(windows)s, c.lo, c.lo + 1000000, %(at)s) d
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
    select k.window_id, k.place from duties_figure k
    where k.window_id = any(%(windows)s) and k.level = 5 and k.due + k.exempt > 0
      and k.place >= %(lo)s and k.place < %(hi)s
      and (%(communities)s::bigint[] is null or k.place = any(%(communities)s))
      and not exists (
          select from wanted w where w.window_id = k.window_id and w.place = k.place)
)
insert into duties_figure as f
    (window_id, level, place, due, met, late, excused, exempt, lapsed)
select window_id, 5, place, due, met, late, excused, exempt, lapsed from wanted
union all
select window_id, 5, place, 0, 0, 0, 0, 0, 0 from emptied
on conflict (window_id, level, place) do update
    set due = excluded.due, met = excluded.met, late = excluded.late,
        excused = excluded.excused, exempt = excluded.exempt, lapsed = excluded.lapsed
    where (f.due, f.met, f.late, f.excused, f.exempt, f.lapsed) is distinct from
          (excluded.due, excluded.met, excluded.late, excluded.excused, excluded.exempt,
           excluded.lapsed)
