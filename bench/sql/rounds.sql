-- Institutions on the first communities of the nation, one each, with one building and residents in
-- beds; all invented by arithmetic. Rounds are measured on them.
create table bench_home as
    select row_number() over (order by lo) as n, lo + 800000 as lo from (
        select lo from places_place where level = 5 order by lo limit %(homes)s) c;
insert into places_place (code, level, lo, hi, kind, name, periods)
    select (lo / 1000)::text, 6, lo, lo + 1000, 'dedicated_grid', '测速院' || n, '{[2000-01-01,)}'
    from bench_home;
insert into places_place (code, level, lo, hi, kind, name, periods)
    select (lo + 1)::text, 7, lo + 1, lo + 2, 'building', '主楼', '{[2000-01-01,)}' from bench_home;
insert into institutions_institution (place, kind, name, owner, since, registered_at)
    select lo, 'elder_care', '测速院' || n, 'public', '2020-01-01', now() from bench_home;
insert into people_household (place, door, label) select lo + 1, '集体', '测速院' from bench_home;
insert into people_person (place, household, name, sex, born_on, phone, area)
    select h.place, h.id, '老人' || p, 'female', '1940-01-01', '', h.place - h.place %% 1000000
    from people_household h cross join generate_series(1, %(residents)s) p order by h.place;
insert into people_residence (person, household, place, since)
    select id, household, place, '2020-01-01' from people_person;
insert into institutions_stay (institution, place, home, person, state, came, since, went, why,
                               opened_at)
    select i.id, i.place, p.place, p.id, 'in', 'admitted', '2026-01-01 00:00+08', '', '', now()
    from people_person p join institutions_institution i on i.place = p.place - 1;
select records_make_weeks(now() - interval '14 days', now() + interval '7 days');
