-- what:  For entries that were known before, tell a repeat from other content under the same id,
--        and keep the other content beside the accepted one.
-- in:    recorder, device, received_at, and the arrays of accept.sql
-- out:   client_id, digest, id of the accepted submission, same (whether the content is equal)
-- cost:  one index probe per entry
-- again: the same other content is kept once
with given as (
    select * from unnest(
        %(client_ids)s::uuid[], %(seqs)s::bigint[], %(places)s::bigint[], %(subjects)s::bigint[],
        %(occurred)s::timestamptz[], %(kinds)s::jsonb[], %(contents)s::jsonb[],
        %(digests)s::bytea[]
    ) as g (client_id, seq, place, subject, occurred_at, kinds, content, digest)
),
known as (
    select g.*, s.id, s.digest = g.digest as same
    from given g
    join records_submission s
      on s.recorder = %(recorder)s and s.client_id = g.client_id and s.conflict_of_id is null
),
kept as (
    insert into records_submission (
        client_id, recorder, device, device_seq, place, subject, occurred_at, received_at,
        kinds, content, digest, conflict_of_id
    )
    select client_id, %(recorder)s, %(device)s, seq, place, subject, occurred_at, %(received_at)s,
           kinds, content, digest, id
    from known where not same
    on conflict (recorder, client_id, digest) do nothing
)
select client_id, digest, id, same from known
