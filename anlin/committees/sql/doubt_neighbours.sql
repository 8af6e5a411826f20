-- what:  Doubt reports of a day that say zero in a line while at least so many other communities of the
--        same street say more than zero.
-- in:    lo, hi (places), at, day, line, least
-- out:   doubts raised
-- cost:  one pass over the day's reports of communities in the range
-- again: a doubt is raised once a day and figure
insert into committees_doubt (place, kind, subject, day, line, figure, known, report, raised_at)
select n.place, 'place', n.subject, %(day)s::date, %(line)s, 'neighbours:' || %(line)s, n.others, n.id,
       %(at)s::timestamptz
from (
    select v.id, v.place, v.subject, v.said,
           count(*) filter (where v.said > 0) over (partition by v.subject / 1000000000)::int as others
    from (
        select distinct on (subject) id, place, subject, (lines -> %(line)s ->> 'said')::int as said
        from committees_report
        where day = %(day)s::date and place >= %(lo)s and place < %(hi)s and kind = 'place'
        order by subject, version desc
    ) v
) n
where n.said = 0 and n.others >= %(least)s::int
on conflict (kind, subject, day, figure) do nothing
