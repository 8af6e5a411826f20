-- A fortnight of figures for every community of the nation and all above it; the posts are not.
insert into duties_figure (window_id, level, place, due, met, late, excused, exempt, lapsed)
    select w.id, p.level, p.lo, 1000, 800 + p.lo %% 97, 40, 12, 3, 0
    from duties_window w cross join places_place p
    where p.level = 5 and not (p.lo >= 500103000000000000 and p.lo < 500104000000000000)
    order by w.id, p.level, p.lo;
insert into reports_count (level, place, day, figure, number)
    select p.level, p.lo, d.day, f.name, 1 + (p.lo / 1000000 + d.n * f.nth) %% 97
    from places_place p
    cross join (select n, (now() at time zone 'Asia/Shanghai')::date - n as day
                from generate_series(0, 13) n) d
    cross join unnest(string_to_array('%(figures)s', ' ')) with ordinality f (name, nth)
    where p.level < 5 or p.level = 5 and (p.lo / 1000000 + f.nth) %% 20 = 0
    order by 1, 2, 3, 4;
insert into reports_counted (day, at)
    select (now() at time zone 'Asia/Shanghai')::date - n, now() from generate_series(0, 13) n;
