-- The evidence of that day and week, in the order in which institutions and communities send it.
-- 97 of 100 rounds are made, 2 of them late; 95 of 100 reports; none to three contacts a person.
select place, subject, at as occurred_at, at + interval '20 seconds' as received_at,
       0::bigint as submission, kind::smallint as kind, 1::smallint as weight
from (
    select o.place, o.subject, 4 as kind,
           w.opens + case when (o.subject + w.slot) %% 100 < 2 then interval '5 hours'
                          else interval '1 hour' end
               + (o.subject %% 3600) * interval '1 second' as at
    from duties_obligation o
    cross join (values (0, timestamptz '2026-11-12 06:00+08'),
                       (1, timestamptz '2026-11-12 14:00+08')) w (slot, opens)
    where o.measure_id = 9001 and (o.subject * 7 + w.slot) %% 100 < 97
    union all
    select o.place, o.subject, 3,
           timestamptz '2026-11-12 15:00+08' + (o.subject / 1000000 %% 7200) * interval '1 second'
    from duties_obligation o
    where o.measure_id = 9002 and (o.subject / 1000000) %% 20 <> 7
    union all
    select o.place, o.subject, case when o.subject %% 3 = 0 then 7 else 1 end,
           timestamptz '2026-11-09 09:00+08' + (k.n * 41 + o.subject %% 37) * interval '1 hour'
               + (o.subject %% 3600) * interval '1 second'
    from duties_obligation o
    cross join generate_series(0, 2) k (n)
    where o.measure_id = 9003
      and (o.subject * 13 + k.n * 29) %% 100 < case k.n when 0 then 92 when 1 then 80 else 14 end
) e
