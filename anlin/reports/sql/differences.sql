-- what:  List the duties of a community or less about which something became known later.
-- in:    windows (ids); lo, hi; then, at; most: how many to list
-- out:   one row per duty: status and acts as known then and at `at`, and what came later:
--        corrected, excused or arrived
-- cost:  two index probes per duty, two more for each that differs; ask within one community
-- again: reads only
select b.window_id as window, m.code, m.zh, m.en, w.clause, b.place, b.subject, b.needs, b.had, b.have,
       b.was, b.status, b.closes,
       case when e.corrected then 'corrected' when x.relieved then 'excused' else 'arrived' end
           as came
from (
    select n.window_id, n.measure_id, n.place, n.subject, n.opens, n.closes, n.needs,
           t.have as had, n.have, t.status as was, n.status
    from duties_of(%(windows)s, %(lo)s, %(hi)s, %(then)s) t
    join duties_of(%(windows)s, %(lo)s, %(hi)s, %(at)s) n using (window_id, place, subject, opens)
    where (t.status, t.have) is distinct from (n.status, n.have)
    offset 0
) b
join duties_window w on w.id = b.window_id
join policy_measure m on m.id = b.measure_id
cross join lateral (
    select bool_or(e.weight > 0) as arrived, bool_or(e.weight < 0) as corrected
    from records_evidence e
    where e.place = b.place and e.subject = b.subject and e.kind = any(w.kinds)
      and e.occurred_at >= b.opens and e.occurred_at < least(w.late_until, %(then)s)
      and e.received_at > %(then)s and e.received_at <= %(at)s
) e
cross join lateral (
    select count(*) > 0 as relieved from duties_relief x
    where x.place = b.place and x.subject = b.subject and x.at > %(then)s and x.at <= %(at)s
      and (x.measure_id is null or x.measure_id = b.measure_id)
      and x.since < b.closes and x.until > b.opens
) x
where e.arrived or e.corrected or x.relieved
order by b.place, b.subject, m.code, b.closes
limit %(most)s
