-- what:  Count one window whose times all subjects share, for a range of places in one stream:
--        obligations and evidence are read in the order of their indexes and merged.
-- in:    window, measure_id, opens, closes, late_until, needs, spacing, kinds (three, or null)
--        of one window; late: whether acts can be late; spaced: whether they must lie apart
--        (what is not asked is not summed); lo, hi: the part of its range to count
-- out:   rows whose counts changed
-- cost:  one pass over two indexes; about 0.5 microseconds a duty
-- again: the same counts are written once
with acts as (
    select k.place, k.subject, sum(k.weight) as have,
           case when %(late)s
                then sum(k.weight) filter (where %(late)s and k.occurred_at < %(closes)s)
                else sum(k.weight) end as timely,
           min(k.occurred_at) filter (where %(spaced)s) as first_act,
           max(k.occurred_at) filter (where %(spaced)s) as last_act,
           case when %(late)s
                then max(k.occurred_at)
                     filter (where %(late)s and %(spaced)s and k.occurred_at < %(closes)s)
                else max(k.occurred_at) filter (where %(spaced)s) end as last_timely,
           min(k.weight) filter (where %(spaced)s) < 0 as corrected
    from (
        select * from (
            (select e.place, e.subject, e.occurred_at, e.weight from records_evidence e
             where e.kind = %(kind_1)s and e.place >= %(lo)s and e.place < %(hi)s
               and e.occurred_at >= %(opens)s and e.occurred_at < %(late_until)s
             order by e.place, e.subject offset 0)
            union all
            (select e.place, e.subject, e.occurred_at, e.weight from records_evidence e
             where e.kind = %(kind_2)s and e.place >= %(lo)s and e.place < %(hi)s
               and e.occurred_at >= %(opens)s and e.occurred_at < %(late_until)s
             order by e.place, e.subject offset 0)
            union all
            (select e.place, e.subject, e.occurred_at, e.weight from records_evidence e
             where e.kind = %(kind_3)s and e.place >= %(lo)s and e.place < %(hi)s
               and e.occurred_at >= %(opens)s and e.occurred_at < %(late_until)s
             order by e.place, e.subject offset 0)
        ) e
        order by e.place, e.subject offset 0 -- nothing is sorted: the index is in this order
    ) k
    group by k.place, k.subject
),
relief as (
    select x.place, x.subject, bool_or(x.kind = 'exempt') as exempt,
           bool_or(x.kind = 'excused') as excused
    from duties_relief x
    where (x.measure_id is null or x.measure_id = %(measure_id)s)
      and x.place >= %(lo)s and x.place < %(hi)s
      and x.since < %(closes)s and x.until > %(opens)s
    group by x.place, x.subject
),
owed as (
    select o.place, coalesce(x.exempt, false) as exempt, coalesce(x.excused, false) as excused,
           case
               when a.timely is null then 0
               when %(needs)s = 1 or %(spacing)s = interval '0' then a.timely
               when %(needs)s = 2 and not a.corrected
               then least(a.timely, 1 + (a.last_timely - a.first_act >= %(spacing)s)::int)
               else duties_counted(o.place, o.subject, array_remove(
                   array[%(kind_1)s, %(kind_2)s, %(kind_3)s]::smallint[], null),
                   %(opens)s, %(closes)s, %(spacing)s)
           end as timely,
           case
               when a.have is null then 0
               when %(needs)s = 1 or %(spacing)s = interval '0' then a.have
               when %(needs)s = 2 and not a.corrected
               then least(a.have, 1 + (a.last_act - a.first_act >= %(spacing)s)::int)
               else duties_counted(o.place, o.subject, array_remove(
                   array[%(kind_1)s, %(kind_2)s, %(kind_3)s]::smallint[], null),
                   %(opens)s, %(late_until)s, %(spacing)s)
           end as have
    from duties_obligation o
    left join acts a on a.place = o.place and a.subject = o.subject
    left join relief x on x.place = o.place and x.subject = o.subject
    where o.measure_id = %(measure_id)s and o.place >= %(lo)s and o.place < %(hi)s
      and o.since <= %(opens)s and o.until >= %(closes)s
),
wanted as (
    select place - place %% 1000000 as place,
           count(*) filter (where not exempt) as due,
           count(*) filter (where not exempt and timely >= %(needs)s) as met,
           count(*) filter (where not exempt and timely < %(needs)s and have >= %(needs)s)
               as late,
           count(*) filter (where excused and not exempt and have < %(needs)s) as excused,
           count(*) filter (where exempt) as exempt
    from owed group by 1
),
emptied as (
    select k.place from duties_figure k
    where k.window_id = %(window)s and k.level = 5 and k.due + k.exempt > 0
      and k.place >= %(lo)s and k.place < %(hi)s
      and k.place not in (select w.place from wanted w)
)
insert into duties_figure as f
    (window_id, level, place, due, met, late, excused, exempt, lapsed)
select %(window)s, 5, c.* from (
    select place, due, met, late, excused, exempt, 0 from wanted
    union all
    select place, 0, 0, 0, 0, 0, 0 from emptied
) c
order by c.place -- in the order of the key, which halves the cost of writing
on conflict (window_id, level, place) do update
    set due = excluded.due, met = excluded.met, late = excluded.late,
        excused = excluded.excused, exempt = excluded.exempt, lapsed = excluded.lapsed
    where (f.due, f.met, f.late, f.excused, f.exempt, f.lapsed) is distinct from
          (excluded.due, excluded.met, excluded.late, excluded.excused, excluded.exempt,
           excluded.lapsed)
