-- what:  Keep a receipt for each item that came for the first time.
-- in:    user, device, at; receipts: JSON list of id, seq, digest (hex), standing, number
-- out:   one row: kept, how many
-- cost:  one index entry per item
-- again: fails on an item that is known, so that nothing is answered twice
with kept as (
    insert into field_receipt (
        user_id, client_id, device, seq, digest, standing, number, received_at
    )
    select %(user)s::bigint, g.id, %(device)s::bigint, g.seq, decode(g.digest, 'hex'), g.standing, g.number,
           %(at)s::timestamptz
    from jsonb_to_recordset(%(receipts)s::jsonb)
         as g (id uuid, seq bigint, digest text, standing smallint, number bigint)
    returning 1
)
select count(*) as kept from kept
