-- what:  Count windows whose times all subjects share, for the communities named.
-- in:    windows (ids); communities (their lo);
--        since, until: bounds around all the windows, so that only their weeks are read
-- out:   window_id, place of every row whose counts changed
-- cost:  two index-only range scans per window and community; about 30 microseconds each
-- again: the same counts are written once
with community as materialized ( -- a sum is no bound for an index under row-level security
    select c as lo, c + 1000000 as hi from unnest(%(communities)s::bigint[]) c
)
insert into duties_figure as f
    (window_id, level, place, due, met, late, excused, exempt, lapsed)
select w.id, 5, c.lo, d.due, d.met, d.late, d.excused, d.exempt, 0
from duties_window w
join community c on c.lo >= w.lo and c.lo < w.hi
cross join lateral (
    select count(*) filter (where not n.exempt) as due,
           count(*) filter (where not n.exempt and n.timely >= w.needs) as met,
           count(*) filter (where not n.exempt and n.timely < w.needs and n.have >= w.needs)
               as late,
           count(*) filter (where n.excused and not n.exempt and n.have < w.needs) as excused,
           count(*) filter (where n.exempt) as exempt
    from (
        select coalesce(x.exempt, false) as exempt, coalesce(x.excused, false) as excused,
               case
                   when e.have is null then 0
                   when w.needs = 1 or w.spacing = interval '0' then coalesce(e.timely, 0)
                   when w.needs = 2 and not e.corrected then
                       case when e.timely is null then 0
                            else least(e.timely, 1 + (e.last_timely - e.first_timely
                                                      >= w.spacing)::int) end
                   else duties_counted(o.place, o.subject, w.kinds, w.opens, w.closes, w.spacing)
               end as timely,
               case
                   when e.have is null then 0
                   when w.needs = 1 or w.spacing = interval '0' then e.have
                   when w.needs = 2 and not e.corrected then
                       least(e.have, 1 + (e.last_act - e.first_act >= w.spacing)::int)
                   else duties_counted(
                       o.place, o.subject, w.kinds, w.opens, w.late_until, w.spacing)
               end as have
        from (
            select o.place, o.subject from duties_obligation o
            where o.measure_id = w.measure_id
              and o.place >= c.lo and o.place < c.hi
              and o.since <= w.opens and o.until >= w.closes
              and (w.begun_from is null or exists ( -- asked apart, so that the index answers
                  select from duties_obligation b
                  where b.measure_id = o.measure_id and b.place = o.place
                    and b.subject = o.subject and b.since = o.since
                    and coalesce(b.begun, b.since) >= w.begun_from))
            offset 0
        ) o
        left join (
            select e.place, e.subject, sum(e.weight) as have,
                   sum(e.weight) filter (where e.occurred_at < w.closes) as timely,
                   min(e.occurred_at) as first_act, max(e.occurred_at) as last_act,
                   min(e.occurred_at) filter (where e.occurred_at < w.closes) as first_timely,
                   max(e.occurred_at) filter (where e.occurred_at < w.closes) as last_timely,
                   bool_or(e.weight < 0) as corrected
            from records_evidence e
            where e.place >= c.lo and e.place < c.hi
              and e.occurred_at >= w.opens and e.occurred_at < w.late_until
              and e.occurred_at >= %(since)s and e.occurred_at < %(until)s
              and e.kind = any(w.kinds)
            group by e.place, e.subject
        ) e on e.place = o.place and e.subject = o.subject
        left join (
            select x.place, x.subject, bool_or(x.kind = 'exempt') as exempt,
                   bool_or(x.kind = 'excused') as excused
            from duties_relief x
            where x.place >= c.lo and x.place < c.hi
              and (x.measure_id is null or x.measure_id = w.measure_id)
              and x.since < w.closes and x.until > w.opens
            group by x.place, x.subject
        ) x on x.place = o.place and x.subject = o.subject
    ) n
    offset 0
) d
where w.id = any(%(windows)s) and w.dense
  and (d.due > 0 or d.exempt > 0 or exists (
      select from duties_figure k where k.window_id = w.id and k.level = 5 and k.place = c.lo))
on conflict (window_id, level, place) do update
    set due = excluded.due, met = excluded.met, late = excluded.late,
        excused = excluded.excused, exempt = excluded.exempt, lapsed = excluded.lapsed
    where (f.due, f.met, f.late, f.excused, f.exempt, f.lapsed) is distinct from
          (excluded.due, excluded.met, excluded.late, excluded.excused, excluded.exempt,
           excluded.lapsed)
returning f.window_id, f.place
