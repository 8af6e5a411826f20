-- what:  The newest entries about each person of a place, with who made them.
-- in:    lo, hi: the place; since; most: how many of each person
-- out:   one row an entry: subject, id, at, by, corrected, body (json with `corrects`); newest first
-- cost:  one index range of what was recorded in the place since then
-- again: reads only
select subject, client_id as id, occurred_at as at, u.name as by, corrected,
       content || jsonb_strip_nulls(jsonb_build_object('corrects', corrects)) as body
from (
    select s.subject, s.client_id, s.occurred_at, s.recorder, s.content,
           (select c.client_id from records_submission c where c.id = s.corrects_id) as corrects,
           exists (select from records_submission l where l.corrects_id = s.id) as corrected,
           row_number() over (partition by s.subject order by s.occurred_at desc, s.id desc) as n
    from records_submission s
    where s.place >= %(lo)s::bigint and s.place < %(hi)s::bigint and s.subject <> s.place
      and s.occurred_at >= %(since)s::timestamptz and s.conflict_of_id is null
) newest
left join accounts_user u on u.id = newest.recorder
where n <= %(most)s::bigint
order by subject, n
