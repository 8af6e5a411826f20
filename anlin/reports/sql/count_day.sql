-- what:  Count one figure of one day at every level; the figure is put in by the room. A place in which
--        nothing is counted any more gets a zero.
-- in:    lo, hi (places), since, until, at, day, figure, levels, widths (arrays of equal length)
-- out:   rows that changed
-- cost:  that of the figure, one pass over what was counted of that day, one probe for each change
-- again: nothing changes the second time
with found as materialized (
    select f.place - f.place %% 1000000 as community, sum(f.number) as number
    from ({figure}) f
    group by 1
),
rolled as materialized (
    select l.level, f.community - f.community %% l.width as place, sum(f.number)::int as number
    from found f
    cross join unnest(%(levels)s::smallint[], %(widths)s::bigint[]) l (level, width)
    group by 1, 2
),
kept as (
    insert into reports_count as c (level, place, day, figure, number)
    select level, place, %(day)s::date, %(figure)s, number from rolled r
    where not exists (  -- most stand already: to try them one by one costs ten times as much
        select from reports_count k
        where k.figure = %(figure)s and k.day = %(day)s::date and k.level = r.level
          and k.place = r.place and k.number = r.number)
    on conflict (level, place, day, figure) do update set number = excluded.number
        where c.number <> excluded.number
    returning 1
),
emptied as (
    update reports_count c set number = 0
    where c.figure = %(figure)s and c.day = %(day)s::date and c.number <> 0
      and c.place >= %(lo)s and c.place < %(hi)s
      and not exists (select from rolled r where r.level = c.level and r.place = c.place)
    returning 1
)
select (select count(*) from kept) + (select count(*) from emptied) as changed
