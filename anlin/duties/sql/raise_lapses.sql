-- what:  Raise a lapse for every duty that has passed its moment without enough evidence.
-- in:    windows (ids); communities (their lo) or null for every one in [lo, hi); lo, hi; at;
--        counted: whether figures are up to date, so that they tell where nothing is missed
-- out:   lapses raised
-- cost:  one probe per window and community, and one per duty where something is missed
-- again: a duty lapses once
insert into duties_lapse (measure_id, window_id, place, subject, opens, lapsed_at, raised_at)
select d.measure_id, d.window_id, d.place, d.subject, d.opens, d.lapses, %(at)s
from (
    select w.id as window_id, c.lo, c.lo + 1000000 as hi
    from unnest(%(communities)s::bigint[]) c (lo)
    join duties_window w on w.id = any(%(windows)s) and c.lo >= w.lo and c.lo < w.hi
    left join duties_figure f on f.window_id = w.id and f.level = 5 and f.place = c.lo
    where case
              when f.window_id is null then not %(counted)s
              when w.own then f.lapsed > 0 or not %(counted)s
              else f.due - f.met - f.late - f.excused > 0
          end
    union all
    select id, %(lo)s, %(hi)s from unnest(%(windows)s::int[]) w (id)
    where %(communities)s::bigint[] is null
    offset 0 -- one by one: together, the planner would join what is far apart
) r
cross join lateral (select * from duties_of(array[r.window_id]::int[], r.lo, r.hi, %(at)s) offset 0) d
where d.status = 'missed'
on conflict (measure_id, subject, opens) do nothing
