-- what:  Keep a receipt for each item that came for the first time.
-- in:    user, device, at; ids, seqs, digests, standings, numbers: arrays of one length
-- out:   one row: kept, how many
-- cost:  one index entry per item
-- again: fails on an item that is known, so that nothing is answered twice
with kept as (
    insert into field_receipt (
        user_id, client_id, device, seq, digest, standing, number, received_at
    )
    select %(user)s::bigint, g.id, %(device)s::bigint, g.seq, g.digest, g.standing, g.number,
           %(at)s::timestamptz
    from unnest(%(ids)s::uuid[], %(seqs)s::bigint[], %(digests)s::bytea[],
                %(standings)s::smallint[], %(numbers)s::bigint[])
         as g (id, seq, digest, standing, number)
    returning 1
)
select count(*) as kept from kept
