-- Institutions while they are kept in one of the ways that a population names, from the decision on.
-- in: nothing; the population writes its ways in place of the word in braces
-- out: subject (the place itself), place, since, until, key (empty)
-- cost: one pass over decisions
-- again: yes, reads only
select place as subject, place, lower(span) as since,
       coalesce(upper(span), timestamptz '9999-12-31 00:00+00') as until, '' as key
from (
    select place, unnest(range_agg(tstzrange(since, until))) as span
    from (
        select place, regime, greatest(since, decided_at) as since,
               lead(greatest(since, decided_at)) over (partition by place order by since, id) as until
        from institutions_regime where approved
    ) held
    where regime = any('{regimes}'::text[]) and (until is null or since < until)
    group by place
) spans
