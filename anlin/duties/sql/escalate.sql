-- what:  Put each lapse before the rungs of the ladder whose time has come.
-- in:    rungs, levels, afters (interval): arrays of equal length; since: lapses raised from here on; at
-- out:   escalations raised
-- cost:  one index probe per lapse and rung
-- again: a rung is told of a lapse once
insert into duties_escalation (lapse_id, rung, level, place, raised_at)
select l.id, r.rung, r.level, l.place, %(at)s
from duties_lapse l
cross join unnest(%(rungs)s::smallint[], %(levels)s::smallint[], %(afters)s::interval[])
    r (rung, level, after)
where l.raised_at >= %(since)s and l.lapsed_at + r.after <= %(at)s
on conflict (lapse_id, rung) do nothing
