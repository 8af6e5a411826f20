-- The windows of the day: two rounds, one report, one week of contacts; one rate for the nation.
insert into policy_pack (name, title_zh, title_en, issuer_zh, issuer_en, jurisdiction, regime,
                         status, since, checked_on, above)
    values ('bench', '测速', 'bench', '测速', 'bench', '0', 'routine', 'demonstration',
            '2026-01-01', '2026-01-01', '{}');
insert into policy_measure (id, code, pack_id, kind, zh, en, population, class_name, outcomes,
                            owed_by, evidence, minutes, minutes_basis, stricter)
    select m.id, m.code, p.id, 'cadence', m.code, m.code, 'bench', '', '{}', 'grid_worker', '{}',
           1, '', '{}'
    from policy_pack p
    cross join (values (9001, 'rounds'), (9002, 'reports'), (9003, 'contacts')) m (id, code)
    where p.name = 'bench';
insert into duties_window (id, measure_id, opens, closes, lapses, late_until, lo, hi, needs,
                           spacing, own, grace, dense, kinds, "order", clause)
values
    (9001, 9001, '2026-11-12 06:00+08', '2026-11-12 10:00+08', '2026-11-12 12:00+08',
     '2026-11-12 14:00+08', 0, 1000000000000000000, 1, '0', false, '0', true, '{4}', '', ''),
    (9002, 9001, '2026-11-12 14:00+08', '2026-11-12 18:00+08', '2026-11-12 20:00+08',
     '2026-11-13 06:00+08', 0, 1000000000000000000, 1, '0', false, '0', true, '{4}', '', ''),
    (9003, 9002, '2026-11-12 00:00+08', '2026-11-13 00:00+08', '2026-11-13 00:00+08',
     '2026-11-13 00:00+08', 0, 1000000000000000000, 1, '0', false, '0', true, '{3}', '', ''),
    (9004, 9003, '2026-11-09 00:00+08', '2026-11-16 00:00+08', '2026-11-16 00:00+08',
     '2026-11-16 00:00+08', 0, 1000000000000000000, 2, '1 day', false, '0', true, '{1,7}', '', '')
