-- what:  Put lapses that are still missed before the rungs of their ladder whose time has come.
-- in:    dues (json, as anlin.duties.rules.ladder.Due); communities (their lo) and sinces: where
--        older lapses are looked at again, and from when on their windows matter; at
-- out:   escalations raised
-- cost:  one index probe per lapse that became due since the last call, or stands in a community
--        that changed; a duty is derived for each that was not told, about 30 microseconds
-- again: a rung is told of a lapse once
with due as (
    select * from jsonb_to_recordset(%(dues)s::jsonb) as d (
        rung smallint, level smallint, lo bigint, hi bigint, since timestamptz, fresh timestamptz,
        upto timestamptz, deadline boolean, frees timestamptz[], freed timestamptz[])
),
candidate as materialized (
    select l.* from due d
    join duties_lapse l
      on l.lapsed_at > d.fresh and l.lapsed_at <= d.upto and l.lapsed_at >= d.since
     and l.place >= d.lo and l.place < d.hi
    union
    select l.*
    from unnest(%(communities)s::bigint[], %(sinces)s::timestamptz[]) c (lo, since)
    cross join lateral (
        select * from duties_lapse l where l.place >= c.lo and l.place < c.lo + 1000000 offset 0
    ) l
    join duties_window w on w.id = l.window_id and w.late_until > c.since
    union
    select l.*
    from due d
    cross join unnest(d.frees, d.freed) with ordinality f (free, freed, rung)
    join duties_acknowledgement a
      on a.holds_until <= f.free and a.holds_until > f.freed and a.rung = f.rung
     and a.place >= d.lo and a.place < d.hi
    join duties_lapse l on l.id = a.lapse_id
)
insert into duties_escalation (lapse_id, rung, level, place, raised_at)
select l.id, d.rung, d.level, l.place, %(at)s
from candidate l
join duties_window w on w.id = l.window_id
join due d
  on d.deadline = (w.within is not null)
 and l.lapsed_at >= d.since and l.lapsed_at <= d.upto and l.place >= d.lo and l.place < d.hi
where l.raised_at = %(at)s -- nobody was told yet, nobody took note, and it is missed at this moment
   or not exists ( -- offset 0: a probe for each, whatever the planner thinks of their number
        select from duties_escalation e where e.lapse_id = l.id and e.rung = d.rung offset 0)
  and not exists (
        select from duties_acknowledgement a
        where a.lapse_id = l.id and a.rung < d.rung and a.holds_until > d.frees[a.rung] offset 0)
  and exists (
        select from duties_of(array[l.window_id::int], l.place, l.place + 1, %(at)s) t
        where t.subject = l.subject and t.opens = l.opens and t.status = 'missed')
order by w.within is null, l.lapsed_at, l.id -- the most urgent first: the inbox has a cap
on conflict (lapse_id, rung) do nothing
