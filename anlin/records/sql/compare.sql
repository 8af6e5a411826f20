-- what:  For entries that were known before, tell a repeat from other content under the same id,
--        and keep the other content beside the accepted one.
-- in:    recorder, device, received_at; sent as in accept.sql
-- out:   n, id of the accepted submission, same (whether the content is equal)
-- cost:  one index probe per entry
-- again: the same other content is kept once
with given as (
    select * from jsonb_to_recordset(%(sent)s::jsonb) as g (
        n int, client_id uuid, seq bigint, place bigint, subject bigint, occurred_at timestamptz,
        kinds jsonb, content jsonb, digest text
    )
),
known as (
    select g.*, s.id, s.digest = decode(g.digest, 'hex') as same
    from given g
    join records_submission s
      on s.recorder = %(recorder)s::bigint and s.client_id = g.client_id
     and s.conflict_of_id is null
),
kept as (
    insert into records_submission (
        client_id, recorder, device, device_seq, place, subject, occurred_at, received_at,
        kinds, content, digest, conflict_of_id
    )
    select client_id, %(recorder)s::bigint, %(device)s, seq, place, subject, occurred_at,
           %(received_at)s::timestamptz, kinds, content, decode(digest, 'hex'), id
    from known where not same
    on conflict (recorder, client_id, digest) where conflict_of_id is not null do nothing
)
select n, id, same from known
