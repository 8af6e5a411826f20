-- what:  Take new entries: one receipt each, its evidence, and a mark on each changed community.
-- in:    recorder, device, received_at, and arrays of equal length: client_ids, seqs, places,
--        subjects, occurred, kinds (jsonb texts), contents (jsonb texts), digests, corrects (ids);
--        checked: leave out entries about somebody who never lived at their place
-- out:   client_id and id of each entry that was new
-- cost:  one index entry per evidence row, two per receipt; checked, one or two probes an entry
-- again: an entry that is known already is left alone and not returned
with given as (
    select * from unnest(
        %(client_ids)s::uuid[], %(seqs)s::bigint[], %(places)s::bigint[], %(subjects)s::bigint[],
        %(occurred)s::timestamptz[], %(kinds)s::jsonb[], %(contents)s::jsonb[],
        %(digests)s::bytea[], %(corrects)s::bigint[]
    ) as g (client_id, seq, place, subject, occurred_at, kinds, content, digest, corrects)
),
added as (
    insert into records_submission (
        client_id, recorder, device, device_seq, place, subject, occurred_at, received_at,
        kinds, content, digest, corrects_id
    )
    select client_id, %(recorder)s, %(device)s, seq, place, subject, occurred_at, %(received_at)s,
           kinds, content, digest, corrects
    from given g
    where not %(checked)s::boolean
       or g.subject = g.place and exists (
              select from places_place p where p.level = any('{5,6,7}') and p.lo = g.place)
       or exists (select from people_person p where p.id = g.subject and p.place = g.place)
       or exists (select from people_residence r where r.person = g.subject and r.place = g.place)
    on conflict (recorder, client_id) where conflict_of_id is null do nothing
    returning id, client_id, place, subject, occurred_at, kinds, corrects_id
),
evidence as (
    insert into records_evidence (place, subject, occurred_at, received_at, submission, kind, weight)
    select a.place, a.subject, a.occurred_at, %(received_at)s, a.id, k::smallint, 1
    from added a cross join jsonb_array_elements_text(a.kinds) k
    union all
    select e.place, e.subject, e.occurred_at, %(received_at)s, a.id, e.kind, -e.weight
    from added a
    join records_submission s on s.id = a.corrects_id
    join records_evidence e on e.place = s.place and e.subject = s.subject
         and e.occurred_at = s.occurred_at and e.submission = s.id and e.weight > 0
    returning place, occurred_at
),
marked as (
    insert into records_change (community, since)
    select place - place %% 1000000, min(occurred_at) from evidence group by 1
)
select client_id, id from added
