-- Who is concerned, as a domain room would keep it: populations select from here. Obligations stand
-- as they follow from it, so that the heart has nothing to catch up with.
delete from duties_obligation where measure_id = 9002 and (place / 1000000) %% %(every)s <> 0;
create table bench_span as
    select measure_id, place, subject, since, until from duties_obligation;
create index on bench_span (measure_id, place);
grant select on bench_span to anlin_app;
