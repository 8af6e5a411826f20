-- what:  Keep items that wait for a person, with what they say and why they wait.
-- in:    user, device, at; items: JSON list of place, client_id, seq, kind, happened (or null),
--        standing, digest (hex), body, problem
-- out:   nothing
-- cost:  three index entries per item; there are few
-- again: the same content under the same id is kept once
insert into field_aside (
    user_id, device, place, client_id, seq, kind, at, received_at, standing, digest, body, problem
)
select %(user)s::bigint, %(device)s::bigint, g.place, g.client_id, g.seq, g.kind, g.happened,
       %(at)s::timestamptz, g.standing, decode(g.digest, 'hex'), coalesce(g.body, 'null'), g.problem
from jsonb_to_recordset(%(items)s::jsonb) as g (
    place bigint, client_id uuid, seq bigint, kind text, happened timestamptz, standing smallint,
    digest text, body jsonb, problem jsonb
)
on conflict (user_id, client_id, digest) do nothing
