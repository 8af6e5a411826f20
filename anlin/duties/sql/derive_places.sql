-- what:  Count windows that places themselves owe, such as a report from every community.
-- in:    windows (ids); lo, hi; communities (their lo) or null for every one in [lo, hi);
--        since, until: bounds around all the windows, so that only their weeks are read
-- out:   rows whose counts changed
-- cost:  one index probe per duty; about 2 microseconds a duty
-- again: the same counts are written once
with owed as (
    select w.id as window_id, o.place, o.subject, w.needs,
           coalesce(x.exempt, false) as exempt, coalesce(x.excused, false) as excused,
           c.timely, c.have
    from duties_window w
    join duties_obligation o
      on o.measure_id = w.measure_id and o.place >= w.lo and o.place < w.hi
     and o.place >= %(lo)s and o.place < %(hi)s and o.since <= w.opens and o.until >= w.closes
    left join (
        select r.measure_id, r.place, r.subject, q.id as window_id,
               bool_or(r.kind = 'exempt') as exempt, bool_or(r.kind = 'excused') as excused
        from duties_window q
        join duties_relief r
          on (r.measure_id is null or r.measure_id = q.measure_id)
         and r.since < q.closes and r.until > q.opens
        where q.id = any(%(windows)s)
        group by r.measure_id, r.place, r.subject, q.id
    ) x on x.window_id = w.id and x.place = o.place and x.subject = o.subject
    cross join lateral (
        select case when w.needs = 1 or w.spacing = interval '0'
                    then coalesce(sum(e.weight) filter (where e.occurred_at < w.closes), 0)
                    else duties_counted(
                        o.place, o.subject, w.kinds, w.opens, w.closes, w.spacing) end as timely,
               case when w.needs = 1 or w.spacing = interval '0' then coalesce(sum(e.weight), 0)
                    else duties_counted(
                        o.place, o.subject, w.kinds, w.opens, w.late_until, w.spacing) end as have
        from records_evidence e
        where e.place = o.place and e.subject = o.subject
          and e.occurred_at >= w.opens and e.occurred_at < w.late_until
          and e.occurred_at >= %(since)s and e.occurred_at < %(until)s
          and e.kind = any(w.kinds)
    ) c
    where w.id = any(%(windows)s)
      and (%(communities)s::bigint[] is null
           or o.place - o.place %% 1000000 = any(%(communities)s))
),
wanted as (
    select window_id, place - place %% 1000000 as place,
           count(*) filter (where not exempt) as due,
           count(*) filter (where not exempt and timely >= needs) as met,
           count(*) filter (where not exempt and timely < needs and have >= needs) as late,
           count(*) filter (where not exempt and excused and have < needs) as excused,
           count(*) filter (where exempt) as exempt
    from owed group by 1, 2
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
select window_id, 5, place, due, met, late, excused, exempt, 0 from wanted
union all
select window_id, 5, place, 0, 0, 0, 0, 0, 0 from emptied
on conflict (window_id, level, place) do update
    set due = excluded.due, met = excluded.met, late = excluded.late,
        excused = excluded.excused, exempt = excluded.exempt, lapsed = excluded.lapsed
    where (f.due, f.met, f.late, f.excused, f.exempt, f.lapsed) is distinct from
          (excluded.due, excluded.met, excluded.late, excluded.excused, excluded.exempt,
           excluded.lapsed)
