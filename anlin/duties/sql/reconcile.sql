-- what:  Make the obligations of one measure follow the facts, and mark the communities changed.
-- in:    population: the SELECT a room offers; measure_id; los, his: ranges where it is in force;
--        from_place, to_place: the part to reconcile; class_id and outcomes, or null;
--        apart: each event makes an obligation of its own, else spans of one matter that touch
--        become one
-- out:   communities marked
-- cost:  the population's SELECT and one hash join
-- again: nothing changes the second time
with concerned as ({population}),
asked as (
    select c.place, c.subject, c.begun, unnest(range_agg(tstzrange(c.since, c.until))) as span
    from concerned c
    where c.place >= %(from_place)s and c.place < %(to_place)s and c.since < c.until
      and exists (
          select from unnest(%(los)s::bigint[], %(his)s::bigint[]) r (lo, hi)
          where c.place >= r.lo and c.place < r.hi)
      and (%(class_id)s::int is null or exists (
          select from policy_class_case k
          where k.class_table_id = %(class_id)s and k.key = c.key
            and k.outcome = any(%(outcomes)s::text[])))
    group by c.place, c.subject, c.begun, case when %(apart)s then c.since end
),
wanted as (
    select place, subject, lower(span) as since, upper(span) as until, begun from asked
),
gone as (
    delete from duties_obligation o
    where o.measure_id = %(measure_id)s
      and o.place >= %(from_place)s and o.place < %(to_place)s
      and not exists (
          select from wanted w
          where w.place = o.place and w.subject = o.subject and w.since = o.since)
    returning o.place, o.since
),
changed as (
    insert into duties_obligation as o (measure_id, place, subject, since, until, begun)
    select %(measure_id)s, w.place, w.subject, w.since, w.until, w.begun from wanted w
    where not exists (
        select from duties_obligation k
        where k.measure_id = %(measure_id)s and k.place = w.place and k.subject = w.subject
          and k.since = w.since and k.until = w.until and k.begun is not distinct from w.begun)
    on conflict (measure_id, place, subject, since) do update
        set until = excluded.until, begun = excluded.begun
        where (o.until, o.begun) is distinct from (excluded.until, excluded.begun)
    returning o.place, o.since
)
insert into records_change (community, since)
select place - place %% 1000000, min(since) from (table gone union all table changed) c
group by 1
