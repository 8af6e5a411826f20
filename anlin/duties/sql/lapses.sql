-- what:  Describe lapses as who leads a place of one level sees them at a moment.
-- in:    lapses (ids), in this order; level; at
-- out:   one row per lapse; what was told, noted or asked after `at` is left out
-- cost:  one derivation of a duty and four index probes per lapse
-- again: reads only
select l.id as lapse, l.window_id as window, m.code as measure, m.zh, m.en, w.clause, m.owed_by,
       l.subject, l.place, l.opens, l.lapsed_at, l.raised_at,
       coalesce(t.status, '') as status, coalesce(t.cured, false) as cured,
       e.raised_at as told_at,
       (select min(x.level) from duties_escalation x
        where x.lapse_id = l.id and x.raised_at <= %(at)s) as highest,
       a.by as noted_by, a.at as noted_at, a.note, a.holds_until,
       p.by as asked_by, p.at as asked_at, p.reason as asked_for,
       exists (select from duties_appeal u
               where u.lapse_id = l.id and u.rung > 6 - %(level)s and u.at <= %(at)s) as asked_up
from unnest(%(lapses)s::bigint[]) with ordinality g (id, number)
join duties_lapse l on l.id = g.id
join duties_window w on w.id = l.window_id
join policy_measure m on m.id = l.measure_id
cross join lateral (select l.place + 1 as after offset 0) b -- a sum is no bound for an index here
left join lateral (
    select d.status, d.cured
    from duties_of(array[l.window_id::int], l.place, b.after, %(at)s) d
    where d.subject = l.subject and d.opens = l.opens
) t on true
left join duties_escalation e
  on e.lapse_id = l.id and e.rung = 6 - %(level)s and e.raised_at <= %(at)s
left join duties_acknowledgement a
  on a.lapse_id = l.id and a.rung = 6 - %(level)s and a.at <= %(at)s
left join duties_appeal p on p.lapse_id = l.id and p.rung = 6 - %(level)s and p.at <= %(at)s
where l.raised_at <= %(at)s
order by g.number
