-- what:  A page of the lapses of a range of places, with what has become of each duty since.
-- in:    lo, hi; since, until (of lapsing); at; id or null; after_at, after_id: the last row of the
--        page before; most: rows of a page
-- out:   one row per lapse, the earliest first; steps: rungs that were told, as JSON
-- cost:  one index range of places, then one probe per row of the page
-- again: reads only
select l.id, l.measure_id, m.code as measure, m.zh, m.en, w.clause, l.place, l.subject, l.opens,
       coalesce(d.closes, l.lapsed_at) as closes, l.lapsed_at, l.raised_at, coalesce(d.status, 'exempt') as status, coalesce(d.cured, false) as cured,
       coalesce(s.steps, '[]') as steps
from (
    select * from duties_lapse
    where place >= %(lo)s and place < %(hi)s
      and lapsed_at >= %(since)s and lapsed_at < %(until)s
      and (%(id)s::bigint is null or id = %(id)s)
      and (lapsed_at, id) > (%(after_at)s, %(after_id)s::bigint)
    order by lapsed_at, id
    limit %(most)s
) l
join duties_window w on w.id = l.window_id
join policy_measure m on m.id = l.measure_id
left join lateral (
    select * from duties_of(array[l.window_id]::int[], l.place, l.place + 1, %(at)s::timestamptz) o
    where o.subject = l.subject and o.opens = l.opens
) d on true
left join lateral (
    select jsonb_agg(jsonb_build_object(
        'rung', e.rung, 'level', e.level, 'raised_at', e.raised_at) order by e.rung) as steps
    from duties_escalation e where e.lapse_id = l.id
) s on true
order by l.lapsed_at, l.id
