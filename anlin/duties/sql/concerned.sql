-- what:  Say who is concerned by one measure, in the form of a population: spans that touch joined.
-- in:    population: the SELECT a room offers; measure_id; class_id and outcomes, or null;
--        apart: each event makes a span of its own; from_place, to_place
-- out:   subject, place, since, until, key (the measure's number), begun
-- cost:  the population's SELECT and one aggregation
-- again: reads only
select s.subject, s.place, lower(s.span) as since, upper(s.span) as until,
       (%(measure_id)s::int)::text as key, s.begun
from (
    select c.place, c.subject, c.begun, unnest(range_agg(tstzrange(c.since, c.until))) as span
    from ({population}) c
    where c.place >= %(from_place)s and c.place < %(to_place)s and c.since < c.until
      and (%(class_id)s::int is null or exists (
          select from policy_class_case k
          where k.class_table_id = %(class_id)s and k.key = c.key
            and k.outcome = any(%(outcomes)s::text[])))
    group by c.place, c.subject, c.begun, case when %(apart)s then c.since end
) s
