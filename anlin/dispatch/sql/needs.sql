-- what:  Needs with what became of each by a moment: who has it now, until when it is due.
-- in:    ids (bigint[]), person and by (who raised it), each or null; lo, hi; since (raised from here) or null; at (as of
--        when); open (leave out what is settled or merged); most (rows)
-- out:   one row per need: the steps' moments, the level that has it now, when an answer is due (null
--        where no order says so), the need it was merged into, its words where they may be seen
-- cost:  one index range over needs; four probes for each one returned or passed over
-- again: reads only
select n.id, n.place, n.kind, n.personal, n.at, n.by, n.level as asked,
       least(n.level, s.passed, e.told) as level, e.told, s.answered_at, s.settled_at, s.other,
       s.due_at, w.text, w.person
from dispatch_need n
cross join lateral dispatch_became(n.id, n.place, %(at)s) s
left join lateral (
    select min(e.level) as told
    from duties_lapse l
    join duties_escalation e on e.lapse_id = l.id and e.raised_at <= %(at)s
    where l.place = n.place and l.subject = 1000000000000000 + n.id
) e on true
left join dispatch_word w on w.need = n.id and w.step is null
where n.place >= %(lo)s and n.place < %(hi)s and n.at <= %(at)s
  and (%(ids)s::bigint[] is null or n.id = any(%(ids)s::bigint[]))
  and (%(person)s::bigint is null or w.person = %(person)s::bigint)
  and (%(by)s::bigint is null or n.by = %(by)s::bigint)
  and (%(since)s::timestamptz is null or n.at >= %(since)s::timestamptz)
  and not (%(open)s and (s.settled_at is not null or s.other is not null))
order by s.answered_at is not null, s.due_at nulls last, n.at, n.id
limit %(most)s
