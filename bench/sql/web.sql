-- A fortnight of figures for the nation, and sixteen communities with people to visit; all invented
-- by arithmetic, nine of ten visited each day of the last week. The posts and the boards are
-- measured on it.
insert into policy_pack (name, title_zh, title_en, issuer_zh, issuer_en, jurisdiction, regime,
                         status, since, checked_on, above)
    values ('bench', '测速', 'bench', '测速', 'bench', '0', 'routine', 'demonstration',
            '2026-01-01', '2026-01-01', '{}');
insert into policy_measure (id, code, pack_id, kind, zh, en, population, class_name, outcomes,
                            owed_by, evidence, minutes, minutes_basis, stricter)
    select m.id, m.code, p.id, 'cadence', m.code, m.code, 'bench', '', '{}', 'grid_worker', '{}',
           1, '', '{}'
    from policy_pack p cross join (values (9001, 'visits'), (9002, 'reports')) m (id, code)
    where p.name = 'bench';
insert into duties_window (measure_id, opens, closes, lapses, late_until, lo, hi, needs, spacing,
                           own, grace, dense, kinds, "order", clause)
    select m.id, d.day, d.day + interval '1 day', d.day + interval '1 day',
           d.day + interval '2 days', 0, 1000000000000000000, 1, '0', false, '0', true, m.kinds, '',
           ''
    from (select (date_trunc('day', now() at time zone 'Asia/Shanghai') - n * interval '1 day')
                 at time zone 'Asia/Shanghai' as day from generate_series(0, 13) n) d
    cross join (values (9001, '{7}'::smallint[]), (9002, '{3}'::smallint[])) m (id, kinds);

create table bench_community as
    select row_number() over (order by lo) as n, lo, name from places_place
    where level = 5 and lo >= 500103000000000000 and lo < 500104000000000000
    order by lo limit 16;
insert into places_place (code, level, lo, hi, kind, name, periods)
    select (lo / 1000000)::text || '001', 6, lo + 1000, lo + 2000, 'grid', '第1网格',
           '{[2000-01-01,)}' from bench_community;
insert into places_place (code, level, lo, hi, kind, name, periods)
    select (lo + 1000 + b)::text, 7, lo + 1000 + b, lo + 1001 + b, 'building', b || '号楼',
           '{[2000-01-01,)}' from bench_community cross join generate_series(1, 10) b;
insert into people_household (place, door, label)
    select lo + 1001 + d %% 10, d::text, '住户' from bench_community cross join generate_series(0, 99) d;
insert into people_person (place, household, name, sex, born_on, phone, area)
    select h.place, h.id, '居民' || p, 'female', '1950-01-01', '', h.place - h.place %% 1000000
    from people_household h cross join generate_series(1, 4) p order by h.place;
insert into people_residence (person, household, place, since)
    select id, household, place, '2020-01-01' from people_person;

insert into duties_obligation (measure_id, place, subject, since, until)
    select 9001, place, id, '2026-01-01 00:00+08', '9999-12-31 00:00+00' from people_person;
insert into duties_obligation (measure_id, place, subject, since, until)
    select 9002, lo, lo, '2026-01-01 00:00+08', '9999-12-31 00:00+00' from bench_community;
insert into duties_figure (window_id, level, place, due, met, late, excused, exempt, lapsed)
    select w.id, p.level, p.lo, 1000, 800 + p.lo %% 97, 40, 12, 3, 0
    from duties_window w cross join places_place p
    where p.level < 5 or p.level = 5 and p.lo >= 500103000000000000 and p.lo < 500104000000000000;
update duties_beat set refreshed_at = now(), swept_at = now(), reconciled_at = now();
select records_make_weeks(now() - interval '7 days', now() + interval '7 days');
insert into records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)
    select p.place, p.id, d.at, d.at + interval '20 seconds', 0, 7, 1
    from people_person p
    cross join (select (date_trunc('day', now() at time zone 'Asia/Shanghai')
                        - n * interval '1 day') at time zone 'Asia/Shanghai' as at
                from generate_series(0, 6) n) d
    where (p.id + extract(epoch from d.at)::bigint / 86400) %% 10 <> 0;
