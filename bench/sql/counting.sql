-- What a day of the nation is counted from: every community's report but one in twenty, corrected or
-- late now and then; who lives there and answers for them; needs, urgent matters, rounds, the unwell.
-- Beds and stays of institutions are not: their figures are counted over none.
set session_replication_role = replica;
create table bench_nation as
    select p.lo, row_number() over (order by p.lo) as n,
           date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as began
    from places_place p where p.level = 5;
insert into committees_report (client_id, place, kind, subject, day, version, zero, lines, reason,
                               by, signer, at)
    select gen_random_uuid(), c.lo, 'place', c.lo, (c.began at time zone 'Asia/Shanghai')::date - d.back,
           v.version, c.n % 10 > 2,
           '{"fevers": {"known": 0, "said": 0, "why": ""}, "urgent": {"known": 0, "said": 0, "why": ""}}',
           case v.version when 1 then '' else '核对后更正' end, 1, '某人',
           c.began - d.back * interval '1 day' + (c.n % 86400) * interval '1 second'
    from bench_nation c cross join generate_series(0, 1) d (back) cross join generate_series(1, 2) v (version)
    where c.n % 20 <> 7 and (v.version = 1 or c.n % 50 = 0);
insert into committees_urgent (client_id, place, kind, subject, name, matter, text, occurred_at, by,
                               signer, at)
    select gen_random_uuid(), lo, 'place', lo, '某地', 'other', '测速', began, 1, '某人', began
    from bench_nation where n % 500 = 0;
insert into dispatch_need (client_id, place, kind, personal, level, at, by)
    select gen_random_uuid(), c.lo, 'medicine', true, 5, c.began - d.back * interval '1 day', 1
    from bench_nation c cross join generate_series(0, 13) d (back) where c.n % 10 = d.back % 10;
insert into dispatch_step (need, place, what, at, by, from_place)
    select id, place, w.what, at + interval '2 hours', 1, place
    from dispatch_need cross join (values ('answered'), ('settled')) w (what) where id % 5 <> 0;
insert into people_household (place, door, label)
    select lo + 1001, '1', '住户' from bench_nation;
insert into people_person (place, household, name, sex, born_on, phone, area)
    select h.place, h.id, '居民', 'female', '1950-01-01', '', h.place - h.place % 1000000
    from people_household h cross join generate_series(1, 2) where h.place % 1000000 = 1001;
insert into accounts_user (username, name, password, place, active_until, language, created_at)
    select 'b' || n, '某人', '', lo + 1000, '2100-01-01', 'zh-hans', began from bench_nation
    where n % 50 <> 3;
insert into accounts_grant (user_id, role, place_code, lo, hi, since, until)
    select id, 'grid_worker', (place / 1000)::text, place, place + 1000, '2020-01-01', '9999-12-31'
    from accounts_user where username ~ '^b\d+$';
insert into duties_window (measure_id, opens, closes, lapses, late_until, lo, hi, needs, spacing,
                           own, grace, dense, kinds, "order", clause)
    select 9001, began + w.hours, began + w.hours + interval '4 hours', began + interval '1 day',
           began + interval '2 days', 0, 1000000000000000000, 1, '0', false, '0', true, '{4}', '', ''
    from bench_nation cross join (values (interval '1 second'), (interval '2 seconds')) w (hours) where n = 1;
insert into duties_figure (window_id, level, place, due, met, late, excused, exempt, lapsed)
    select w.id, 5, c.lo, 48, 40, 3, 0, 0, 5
    from bench_nation c join duties_window w on w.kinds = '{4}' where c.n % 14 = 0;
insert into records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)
    select h.place, h.id * 10 + k.n, b.began + w.later, b.began + w.later, 0, k.kind, 1
    from people_household h
    cross join (values (1, 1), (2, 1), (3, 8)) k (n, kind)
    cross join (select min(began) as began from bench_nation) b
    cross join lateral (values ((h.id % 3600) * interval '1 second')) w (later)
    where k.kind = 1 or h.id % 10 = 0;
set session_replication_role = default;
