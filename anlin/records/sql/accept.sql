-- what:  Take new entries: one receipt each, its evidence, and a mark on each changed community.
-- in:    recorder, device, received_at; sent: JSON list of n (its place in the list), client_id, seq,
--        place, subject, occurred_at, kinds (numbers), content, digest (hex), corrects (id or null);
--        checked: leave out entries about somebody who never lived at their place
-- out:   ids of the entries that were new, in the order of the list
-- cost:  one index entry per evidence row, three per receipt; checked, one or two probes an entry
--        (as scalar subqueries: `exists` would be hashed over everybody in sight)
-- again: an entry that is known already is left alone and not returned
with given as (
    select * from jsonb_to_recordset(%(sent)s::jsonb) as g (
        n int, client_id uuid, seq bigint, place bigint, subject bigint, occurred_at timestamptz,
        kinds jsonb, content jsonb, digest text, corrects bigint
    )
),
added as (
    insert into records_submission (
        client_id, recorder, device, device_seq, place, subject, occurred_at, received_at,
        kinds, content, digest, corrects_id
    )
    select client_id, %(recorder)s::bigint, %(device)s, seq, place, subject, occurred_at,
           %(received_at)s::timestamptz, kinds, content, decode(digest, 'hex'), corrects
    from given g
    where not %(checked)s::boolean
       or g.subject = g.place and (
              select true from places_place p where p.level = any('{5,6,7}') and p.lo = g.place)
       or (select true from people_person p where p.id = g.subject and p.place = g.place)
       or (select true from people_residence r where r.person = g.subject and r.place = g.place limit 1)
    order by g.n
    on conflict do nothing
    returning id, place, subject, occurred_at, kinds
),
evidence as (
    insert into records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)
    select a.place, a.subject, a.occurred_at, %(received_at)s::timestamptz, a.id, k::smallint, 1
    from added a cross join jsonb_array_elements_text(a.kinds) k
),
marked as (
    insert into records_change (community, since)
    select place - place %% 1000000, min(occurred_at) from added group by 1
)
select id from added order by id
