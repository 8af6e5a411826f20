-- what:  Read the lapses that a place was told of on some days, the first of each day.
-- in:    level, lo, hi of the place; since, until: the days, as moments; at; cap: how many a day
-- out:   on_day (in China), lapse_id, total (told that day, beyond the cap, too)
-- cost:  one range of an index, as long as what was told on these days
-- again: reads only
select on_day, lapse_id, total
from (
    select e.lapse_id, d.on_day, e.raised_at, e.id,
           count(*) over (partition by d.on_day) as total,
           row_number() over (partition by d.on_day order by e.raised_at, e.id) as place_in_day
    from duties_escalation e
    cross join lateral (select (e.raised_at at time zone 'Asia/Shanghai')::date as on_day) d
    where e.level = %(level)s and e.place >= %(lo)s and e.place < %(hi)s
      and e.raised_at >= %(since)s and e.raised_at < %(until)s and e.raised_at <= %(at)s
) t
where place_in_day <= %(cap)s
order by on_day, raised_at, id
