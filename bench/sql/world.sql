-- A nation's day, invented by arithmetic: nothing random, so every run has the same totals.
-- %(residents)s in %(institutions)s institutions, %(people)s key people, every community.
create table bench_community as
    select row_number() over (order by lo) - 1 as n, lo from places_place where level = 5;
create unique index on bench_community (n);

create table bench_institution as
    select i, c.lo + 901001 as place
    from generate_series(0, %(institutions)s - 1) i
    join bench_community c on c.n = (i::bigint * %(communities)s / %(institutions)s);
create unique index on bench_institution (i);

insert into duties_obligation (measure_id, place, subject, since, until)
    select 9001, b.place, r,
           case when r %% 211 = 0 then timestamptz '2026-11-12 10:00+08'
                else '2026-01-01 00:00+08' end,
           case when r %% 307 = 0 then timestamptz '2026-11-12 15:00+08'
                else '9999-12-31 00:00+00' end
    from generate_series(0, %(residents)s - 1) r
    join bench_institution b on b.i = (r::bigint * %(institutions)s / %(residents)s);

insert into duties_relief (measure_id, place, subject, since, until, kind, reason, by, at)
    select 9001, b.place, r, '2026-11-11 00:00+08', '2026-11-14 00:00+08',
           case when r %% 2 = 0 then 'exempt' else 'excused' end, 'in hospital', 0,
           '2026-11-11 00:00+08'
    from generate_series(0, %(residents)s - 1, 173) r
    join bench_institution b on b.i = (r::bigint * %(institutions)s / %(residents)s);

insert into duties_obligation (measure_id, place, subject, since, until)
    select 9002, lo, lo, '2026-01-01 00:00+08', '9999-12-31 00:00+00' from bench_community;

insert into duties_obligation (measure_id, place, subject, since, until)
    select 9003, c.lo + 1001 + p %% 20, 100000000 + p,
           '2026-01-01 00:00+08', '9999-12-31 00:00+00'
    from generate_series(0, %(people)s - 1) p
    join bench_community c on c.n = (p::bigint * %(communities)s / %(people)s);
