-- what:  Tell what became of one lapse, in the order in which it became known.
-- in:    lapse; at
-- out:   kind (raised, told, noted, asked, excused, exempt, done, taken_back), at, level (told, or
--        asked), by, words, moment (raised: when it lapsed; noted: held until; excused: until;
--        done: when it was done)
-- cost:  a handful of index probes
-- again: reads only
select h.kind, h.at, h.level, h.by, h.words, h.moment
from duties_lapse l
join duties_window w on w.id = l.window_id
cross join lateral (
    select 1 as step, 'raised' as kind, l.raised_at as at, null::smallint as level,
           null::bigint as by, '' as words, l.lapsed_at as moment
    union all
    select 2, 'told', e.raised_at, e.level, null, '', null from duties_escalation e
    where e.lapse_id = l.id
    union all
    select 3, 'noted', a.at, (6 - a.rung)::smallint, a.by, a.note, a.holds_until
    from duties_acknowledgement a where a.lapse_id = l.id
    union all
    select 1, 'asked', p.at, (6 - p.rung)::smallint, p.by, p.reason, null
    from duties_appeal p where p.lapse_id = l.id
    union all
    select 4, x.kind, x.at, null, x.by, x.reason, x.until from duties_relief x
    where x.place = l.place and x.subject = l.subject
      and (x.measure_id is null or x.measure_id = l.measure_id)
      and x.since < l.lapsed_at and x.until > l.opens
    union all
    select 5, case when e.weight > 0 then 'done' else 'taken_back' end, e.received_at, null,
           s.recorder, '', e.occurred_at
    from records_evidence e
    left join records_submission s on s.id = e.submission
    where e.place = l.place and e.subject = l.subject and e.kind = any(w.kinds)
      and e.occurred_at >= l.opens and e.occurred_at < w.late_until
) h
where l.id = %(lapse)s and h.at <= %(at)s
order by h.at, h.step, h.level desc
