-- what:  Doubt reports of a day that say zero in a line while a figure counts something; the figure is
--        put in by the room. Places are summed up to their community, or to their institution's grid.
-- in:    lo, hi (places), since, until (the day), at, day, kind, width (of its places), figure, line
-- out:   doubts raised
-- cost:  that of the figure, and one probe for each subject in which it counts something
-- again: a doubt is raised once a day and figure
insert into committees_doubt (place, kind, subject, day, line, figure, known, report, raised_at)
select r.place, r.kind, r.subject, r.day, %(line)s, %(figure)s, k.number, r.id, %(at)s::timestamptz
from (
    select f.place - f.place %% %(width)s::bigint as subject, sum(f.number)::int as number
    from ({figure}) f
    group by 1
    having sum(f.number) > 0
) k
cross join lateral (
    select v.id, v.place, v.kind, v.subject, v.day, (v.lines -> %(line)s ->> 'said')::int as said
    from committees_report v
    where v.kind = %(kind)s and v.subject = k.subject and v.day = %(day)s::date
    order by v.version desc
    limit 1
) r
where r.said = 0 and r.place >= %(lo)s and r.place < %(hi)s
on conflict (kind, subject, day, figure) do nothing
